package dev.banyan.sdk.internal;

import java.io.IOException;

/**
 * Sends outcome counts. At most one batch is on its way; until the server has confirmed it, the very same bytes with the
 * very same sequence number are sent again, so a lost answer is not counted twice. Meanwhile new calls add up in the
 * counters they are counted in anyway: an outage costs no memory, its counts arrive as one wide window. A batch that the
 * server calls wrong is dropped and counted. Used by the sender's thread only.
 */
final class TelemetryReports {
    private static final String PATH = "/sdk/v1/telemetry";

    private final ControlPlane controlPlane;
    private final BatchCutter cutter;
    private final Outcomes outcomes;
    private final Platform platform;
    private final Backoff backoff;
    private final int flushMillis;
    private Batch onItsWay;
    private long dueNanos;

    TelemetryReports(ControlPlane controlPlane, Outcomes outcomes, RouteStates routes, Settings settings) {
        this.controlPlane = controlPlane;
        this.outcomes = outcomes;
        this.cutter = new BatchCutter(outcomes, routes, settings);
        this.platform = settings.platform();
        this.backoff = new Backoff(platform, settings.timings().slowRetry());
        this.flushMillis = settings.timings().flush();
        due(flushMillis);
    }

    /** Sends one batch if it is time; returns the milliseconds until it is time again. */
    long sendDue(int mostMillis) throws IOException {
        long left = (dueNanos - platform.nanoTime()) / 1_000_000;
        if (left > 0) {
            return left;
        }
        try {
            sendNext(mostMillis);
            backoff.reset();
            return due(cutter.inRound() ? 0 : flushMillis);
        } catch (IOException | RuntimeException e) {
            due(Math.max(flushMillis, backoff.next(TransportFault.of(e))));
            throw e;
        }
    }

    /** Sends what is left, due or not, for the end of the client: the batch on its way and one round of all counters. */
    void sendRest(long endNanos) throws IOException {
        if (onItsWay != null) {
            sendBy(endNanos);
        }
        do {
            sendBy(endNanos);
        } while (cutter.inRound());
    }

    private void sendBy(long endNanos) throws IOException {
        long left = (endNanos - platform.nanoTime()) / 1_000_000;
        if (hasNext() && left <= 0) {
            throw TransportFault.passing("the time to close was over before all outcomes were sent");
        }
        sendNext((int) left);
    }

    private boolean hasNext() {
        onItsWay = onItsWay == null ? cutter.cut() : onItsWay;
        return onItsWay != null;
    }

    private void sendNext(int mostMillis) throws IOException {
        if (!hasNext()) {
            return;
        }
        try {
            controlPlane.report(PATH, onItsWay.json(), mostMillis);
            onItsWay = null;
        } catch (TransportFault e) {
            if (e.rejectsContent()) {
                outcomes.drop(onItsWay.calls());
                onItsWay = null;
            }
            throw e;
        }
    }

    private long due(long millis) {
        dueNanos = platform.nanoTime() + millis * 1_000_000;
        return millis;
    }
}
