package dev.banyan.sdk.internal;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells the server what this instance has applied or refused. Two slots, each holding the newest report only: a slow
 * line delays reports, it never piles them up. A report that is not taken is tried again until a newer one replaces it;
 * one that the server calls wrong is not. Noted by any thread, sent by the sender's thread.
 */
final class AppliedReports {
    private static final String PATH = "/sdk/v1/applied";
    private static final int MOST_REASON_CHARACTERS = 500;

    private final ControlPlane controlPlane;
    private final String instance;
    private final Platform platform;
    private final Backoff backoff;
    private final AtomicReference<byte[]> applied = new AtomicReference<>();
    private final AtomicReference<byte[]> refused = new AtomicReference<>();
    private volatile String lastRefusal = "";
    private volatile boolean fresh;
    private long dueNanos;

    AppliedReports(ControlPlane controlPlane, Settings settings) {
        this.controlPlane = controlPlane;
        this.instance = settings.identity().instance();
        this.platform = settings.platform();
        this.backoff = new Backoff(platform, settings.timings().slowRetry());
        this.dueNanos = platform.nanoTime();
    }

    void applied(String epoch, long revision) {
        lastRefusal = "";
        // Told afterwards, an earlier refusal would look like the newest state.
        refused.set(null);
        note(applied, json(epoch, revision, "applied", ""));
    }

    /** Notes a refusal, once for as long as nothing else was applied or refused: a server may repeat itself for days. */
    void refused(String epoch, long revision, String reason) {
        String told = epoch + ' ' + revision + ' ' + reason;
        if (!told.equals(lastRefusal)) {
            lastRefusal = told;
            note(refused, json(epoch, revision, "refused", reason));
        }
    }

    /** Sends what waits and is due; returns the milliseconds until something may be due again. */
    long sendDue(int mostMillis) throws IOException {
        long left = (dueNanos - platform.nanoTime()) / 1_000_000;
        if (applied.get() == null && refused.get() == null) {
            return Long.MAX_VALUE;
        }
        if (left > 0 && !fresh) {
            return left;
        }
        try {
            sendNow(mostMillis);
            backoff.reset();
            return Long.MAX_VALUE;
        } catch (IOException | RuntimeException e) {
            dueNanos = platform.nanoTime() + backoff.next(TransportFault.of(e)) * 1_000_000;
            throw e;
        }
    }

    /** Sends what waits, due or not. */
    void sendNow(int mostMillis) throws IOException {
        fresh = false;
        send(applied, mostMillis);
        send(refused, mostMillis);
    }

    private void note(AtomicReference<byte[]> slot, byte[] json) {
        slot.set(json);
        fresh = true;
    }

    private void send(AtomicReference<byte[]> slot, int mostMillis) throws IOException {
        byte[] report = slot.get();
        if (report == null) {
            return;
        }
        try {
            controlPlane.report(PATH, report, mostMillis);
            slot.compareAndSet(report, null);
        } catch (TransportFault e) {
            if (e.rejectsContent()) {
                slot.compareAndSet(report, null);
            }
            throw e;
        }
    }

    private byte[] json(String epoch, long revision, String outcome, String reason) {
        JsonText json = new JsonText().raw("{\"instance\":").string(instance);
        json.raw(",\"epoch\":").string(epoch).raw(",\"revision\":").raw(revision);
        json.raw(",\"outcome\":").string(outcome);
        if (!reason.isEmpty()) {
            String bounded = reason.substring(0, Math.min(reason.length(), MOST_REASON_CHARACTERS));
            json.raw(",\"reason\":").string(bounded);
        }
        return json.raw("}").utf8();
    }
}
