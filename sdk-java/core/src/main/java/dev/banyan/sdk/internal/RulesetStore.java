package dev.banyan.sdk.internal;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.Source;
import dev.banyan.wire.RulesetException;
import dev.banyan.wire.RulesetReader;
import java.time.Duration;

/**
 * Holds the ruleset in force: one volatile reference, swapped whole. Readers take it without a lock; offers from stream
 * and poll come one at a time. An offer is read and compiled completely before it is put in force, or it changes nothing.
 */
public final class RulesetStore {
    /** Who is told, within the lock and so in order; must only take notes. */
    interface Watcher {
        void applied(Snapshot snapshot, byte[] bytes);

        void refused(String epoch, long revision, String reason);
    }

    private final Platform platform;
    private final Watcher watcher;
    private final Admission admission = new Admission();
    private volatile Snapshot current = Snapshot.NONE;
    private volatile long confirmedNanos;

    RulesetStore(Platform platform, Watcher watcher) {
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
     * Takes a ruleset, or refuses it.
     *
     * @param announced the revision it was announced with, for the report when it cannot be read
     * @return true when what is in force is now what was offered
     */
    boolean offer(byte[] bytes, long announced, Source source) {
        try {
            Ruleset offered = RulesetReader.read(bytes);
            return admit(offered, Snapshot.of(offered, source), bytes);
        } catch (RulesetException e) {
            refuse(announced, e.getMessage());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // The reader promises not to; a bad payload must not end the loop that could bring the good one.
            refuse(announced, "it could not be read: " + e);
        }
        return false;
    }

    /** Puts in force what an earlier run or the application's packager left, if nothing better is there. */
    void start(Ruleset ruleset, Source source, long ageMillis) {
        synchronized (this) {
            admission.admitted(ruleset, source);
            confirmedNanos = platform.nanoTime() - ageMillis * 1_000_000;
            current = Snapshot.of(ruleset, source);
        }
    }

    /** Notes an answer that was no ruleset at all. */
    void refuse(long announced, String reason) {
        watcher.refused(current.epoch(), announced, reason);
    }

    /** The control plane says that what is in force is the newest. */
    void confirm() {
        confirmedNanos = platform.nanoTime();
        if (current.isStale()) {
            replace(true);
        }
    }

    /** The control plane is away: from now on decisions say so. */
    void growStale() {
        replace(false);
    }

    /** Returns when an offer that is just being taken has been noted by the watcher too. */
    synchronized void awaitNotes() {
        // Having the lock is all that is needed.
    }

    private synchronized void replace(boolean confirmed) {
        current = confirmed ? current.confirmed() : current.stale();
    }

    private synchronized boolean admit(Ruleset offered, Snapshot next, byte[] bytes) {
        String refusal = admission.refusal(offered, current);
        if (refusal != null) {
            watcher.refused(offered.epoch(), offered.revision(), refusal);
            return false;
        }
        boolean held = current.fromServer()
                && current.revision() == offered.revision()
                && current.epoch().equals(offered.epoch());
        if (held) {
            confirm();
            return true;
        }
        admission.admitted(offered, next.source());
        confirmedNanos = platform.nanoTime();
        current = next;
        watcher.applied(next, bytes);
        return true;
    }
}
