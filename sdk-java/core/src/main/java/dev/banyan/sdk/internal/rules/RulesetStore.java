package dev.banyan.sdk.internal.rules;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.Source;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.wire.KeptText;
import dev.banyan.wire.RulesetDelta;
import dev.banyan.wire.RulesetException;
import dev.banyan.wire.RulesetReader;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;

/**
 * Holds the ruleset in force: one volatile reference, swapped whole. Readers take it without a lock; offers from stream
 * and poll come one at a time. An offer is read and compiled completely before it is put in force, or it changes nothing,
 * but for emergencies: whoever names one, it holds. A route that is not understood keeps the rules that it had.
 */
public final class RulesetStore {
    /** Who is told, within the lock and so in order; must only take notes. */
    public interface Watcher {
        void applied(Snapshot snapshot, Snapshot before);

        void refused(String epoch, long revision, String reason);
    }

    private final Platform platform;
    private final Watcher watcher;
    private final Admission admission = new Admission();
    private volatile Snapshot current = Snapshot.NONE;
    /** Held while an offer is read, which may take long: what an offer was made for must not change meanwhile. */
    private final Object offering = new Object();

    private volatile long confirmedNanos;
    private volatile int misfits;
    private boolean closed;

    public RulesetStore(Platform platform, Watcher watcher) {
        this.platform = platform;
        this.watcher = watcher;
        this.confirmedNanos = platform.nanoTime();
    }

    /** The ruleset in force; never null. */
    public Snapshot current() {
        return current;
    }

    /** How long ago the control plane last confirmed it; zero when there is none. */
    public Duration age() {
        long nanos = current == Snapshot.NONE ? 0 : platform.nanoTime() - confirmedNanos;
        return Duration.ofNanos(Math.max(0, nanos));
    }

    /**
     * Takes what the control plane sent, or refuses it.
     *
     * @return true when what is in force is now what was offered
     */
    public boolean offer(Offer offer) {
        synchronized (offering) {
            try {
                return offer.delta ? takeDelta(offer) : take(offer, offer.bytes);
            } catch (RulesetException e) {
                return refuse(offer, e.getMessage());
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                // The reader promises not to; a bad payload must not end the loop that could bring the good one.
                return refuse(offer, "it could not be read: " + e);
            }
        }
    }

    /** How many deltas could not be applied so far: each leaves something that only a whole ruleset can make good. */
    public int misfits() {
        return misfits;
    }

    /** Puts in force what an earlier run or the application's packager left, if nothing better is there. */
    public void start(Ruleset ruleset, byte[] text, Source source, long ageMillis) {
        start(ruleset, new Origin(source, text, null, Collections.emptyMap()), ageMillis);
    }

    public void start(Ruleset ruleset, Origin origin, long ageMillis) {
        synchronized (this) {
            admission.admitted(ruleset, origin.source);
            confirmedNanos = platform.nanoTime() - ageMillis * 1_000_000;
            current = Snapshot.of(ruleset, origin);
        }
    }

    /** Notes an answer that was no ruleset at all. */
    public void refuse(long announced, String reason) {
        watcher.refused(current.epoch(), announced, reason);
    }

    /** The control plane says that what is in force is the newest. */
    public void confirm() {
        confirmedNanos = platform.nanoTime();
        if (current.isStale()) {
            replace(true);
        }
    }

    /** The control plane is away: from now on decisions say so. */
    public void growStale() {
        replace(false);
    }

    /**
     * From now on nobody keeps it in step, and decisions say so, whatever a late answer brings. Returns when an offer that is just
     * being taken has been noted by the watcher too.
     */
    public synchronized void close() {
        closed = true;
        current = current.stale();
    }

    private synchronized void replace(boolean confirmed) {
        current = confirmed && !closed ? current.confirmed() : current.stale();
    }

    private void replace(Snapshot next) {
        current = closed ? next.stale() : next;
    }

    private boolean take(Offer offer, byte[] text) {
        return admit(RulesetReader.readByParts(text), text, offer);
    }

    /** Applies a delta, unless stream or poll has overtaken the other one: then it tells nothing new. */
    private boolean takeDelta(Offer offer) {
        RulesetDelta delta = RulesetDelta.read(offer.bytes);
        if (isOvertaken(delta.head())) {
            return current.isAt(delta.head());
        }
        try {
            return take(offer, rebuilt(delta));
        } finally {
            takeEmergencies(delta.head());
        }
    }

    private boolean isOvertaken(Ruleset head) {
        Ruleset held = current.ruleset();
        if (!current.fromServer() || !held.epoch().equals(head.epoch()) || held.revision() < head.revision()) {
            return false;
        }
        return current.isAt(head) ? current.holdsWith(head.carrying(held)) : held.carrying(head) == held;
    }

    private byte[] rebuilt(RulesetDelta delta) {
        Snapshot held = current;
        String epoch = delta.head().epoch();
        if (!held.fromServer() || !held.epoch().equals(epoch) || held.revision() != delta.from()) {
            throw new RulesetException(
                    "$.from",
                    "the delta changes revision " + delta.from() + " of epoch " + epoch + ", while revision "
                            + held.revision() + " of epoch " + held.epoch() + " is held");
        }
        return delta.applyTo(held.text());
    }

    private synchronized boolean admit(Ruleset offered, byte[] text, Offer offer) {
        Snapshot before = current;
        Ruleset next = offered.carrying(before.binding()).keeping(before.ruleset());
        String refusal = admission.refusal(next, before);
        if (refusal != null) {
            refuse(offer, offered.epoch(), offered.revision(), refusal);
            takeEmergencies(offered);
            return false;
        }
        Snapshot now = Snapshot.of(next, new Origin(offer.source, text, offer.entityTag, kept(next, before)));
        if (before.fromServer() && before.isAt(next) && before.holdsWith(next)) {
            replace(before.isReadFrom(text, offer.entityTag) ? before : now);
            confirm();
            return true;
        }
        admission.admitted(next, offer.source);
        confirmedNanos = platform.nanoTime();
        replace(now);
        watcher.applied(now, before);
        return true;
    }

    private static Map<String, String> kept(Ruleset next, Snapshot before) {
        try {
            return KeptText.of(next, before.ruleset(), before.text(), before.kept());
        } catch (RulesetException noParts) {
            // They are kept as long as the process lives.
            return before.kept();
        }
    }

    /** Puts those of a ruleset in force that may not replace, or not extend, what is held: only emergencies are safe to mix. */
    private synchronized void takeEmergencies(Ruleset other) {
        Snapshot before = current;
        Ruleset held = before.ruleset();
        Ruleset more = held == null ? null : held.carrying(other);
        if (more != held && Admission.tooMany(more) == null) {
            current = before.with(more);
            watcher.applied(current, before);
        }
    }

    private boolean refuse(Offer offer, String reason) {
        return refuse(offer, current.epoch(), offer.announced, reason);
    }

    private boolean refuse(Offer offer, String epoch, long revision, String reason) {
        if (offer.delta) {
            misfits = misfits + 1;
        }
        watcher.refused(epoch, revision, reason);
        return false;
    }
}
