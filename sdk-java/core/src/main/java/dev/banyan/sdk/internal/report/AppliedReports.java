package dev.banyan.sdk.internal.report;

import dev.banyan.sdk.internal.connection.Backoff;
import dev.banyan.sdk.internal.connection.ControlPlane;
import dev.banyan.sdk.internal.kit.Ascii;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.TransportFault;
import dev.banyan.sdk.internal.rules.Snapshot;
import java.io.IOException;

/**
 * Tells the server what this instance has applied or refused, in the order in which it happened. Two slots, each holding the newest report
 * only: a slow line delays reports, it never piles them up. What somebody waits for is told at once, all else at a random moment within the time
 * that the server asks for, so that many instances do not answer all together. A report that is not taken is tried again until a newer
 * one replaces it; one that the server calls wrong is not. Noted by any thread, sent by the sender's thread.
 */
public final class AppliedReports {
    private static final String PATH = "/sdk/v1/applied";
    /** A wrong header must not keep the server from knowing where its instances are. */
    private static final int MOST_SPREAD_MILLIS = 60_000;

    private final ControlPlane controlPlane;
    private final String instance;
    private final Platform platform;
    private final Backoff backoff;
    private volatile int spreadMillis;
    private byte[] applied;
    private byte[] refused;
    /** In the order in which it happened: told afterwards, an earlier refusal would look like the newest state. */
    private boolean refusedFirst;

    private String lastRefusal = "";
    private boolean noted;
    private long dueNanos;

    public AppliedReports(ControlPlane controlPlane, Settings settings) {
        this.controlPlane = controlPlane;
        this.instance = settings.identity().instance();
        this.platform = settings.platform();
        this.backoff = new Backoff(platform, settings.timings().slowRetry());
    }

    /** Takes over how far reports are to be spread, in milliseconds as the server's header says; null or unreadable: not at all. */
    public void spread(String header) {
        String text = header == null ? "" : header.trim();
        boolean number = !text.isEmpty() && Ascii.within(text, '0', '9');
        int millis = number && text.length() <= 6 ? Integer.parseInt(text) : number ? MOST_SPREAD_MILLIS : 0;
        spreadMillis = Math.min(MOST_SPREAD_MILLIS, millis);
    }

    public synchronized void applied(Snapshot now, Snapshot before) {
        lastRefusal = "";
        plan(now.isUrgentAfter(before) ? 0 : spread());
        applied = new AppliedText(instance, now.epoch(), now.revision()).applied(now.ruleset());
        refusedFirst = refused != null;
    }

    /** Notes a refusal, once for as long as nothing else was applied or refused: a server may repeat itself for days. */
    public synchronized void refused(String epoch, long revision, String reason) {
        String told = epoch + ' ' + revision + ' ' + reason;
        if (!told.equals(lastRefusal)) {
            lastRefusal = told;
            plan(spread());
            refused = new AppliedText(instance, epoch, revision).refused(reason);
            refusedFirst = false;
        }
    }

    /** Sends what waits and is due; returns the milliseconds until something may be due again. */
    long sendDue(int mostMillis) throws IOException {
        long left = begin();
        if (left > 0) {
            return left;
        }
        try {
            sendNow(mostMillis);
            backoff.reset();
            return begin();
        } catch (IOException | RuntimeException e) {
            postpone(backoff.next(TransportFault.of(e)));
            throw e;
        }
    }

    /** Sends what waits, due or not. */
    void sendNow(int mostMillis) throws IOException {
        byte[] first;
        byte[] second;
        synchronized (this) {
            first = refusedFirst ? refused : applied;
            second = refusedFirst ? applied : refused;
        }
        send(first, mostMillis);
        send(second, mostMillis);
    }

    /** The milliseconds until something is due. */
    private synchronized long begin() {
        if (!waits()) {
            return Long.MAX_VALUE;
        }
        noted = false;
        return Math.max(0, (dueNanos - platform.nanoTime()) / 1_000_000);
    }

    /** What is noted while another report waits does not wait longer than that one: changes in a row must not put it off for ever. */
    private void plan(long waitMillis) {
        long due = platform.nanoTime() + waitMillis * 1_000_000;
        dueNanos = waits() && dueNanos - due < 0 ? dueNanos : due;
        noted = true;
    }

    /** Waits after a failure, unless something newer was noted meanwhile. */
    private synchronized void postpone(long waitMillis) {
        if (!noted) {
            dueNanos = platform.nanoTime() + waitMillis * 1_000_000;
        }
    }

    private boolean waits() {
        return applied != null || refused != null;
    }

    private long spread() {
        return (long) (spreadMillis * platform.random());
    }

    private void send(byte[] report, int mostMillis) throws IOException {
        if (report == null) {
            return;
        }
        try {
            controlPlane.report(PATH, report, mostMillis);
            clear(report);
        } catch (TransportFault e) {
            if (e.rejectsContent()) {
                clear(report);
            }
            throw e;
        }
    }

    /** Forgets a report that was told, unless a newer one has taken its place. */
    private synchronized void clear(byte[] told) {
        applied = applied == told ? null : applied;
        refused = refused == told ? null : refused;
    }
}
