package dev.banyan.sdk.internal.report;

import dev.banyan.sdk.internal.connection.Backoff;
import dev.banyan.sdk.internal.connection.ControlPlane;
import dev.banyan.sdk.internal.kit.Ascii;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.TransportFault;
import dev.banyan.sdk.internal.route.Outcomes;
import dev.banyan.sdk.internal.route.RouteStates;
import java.io.IOException;

/**
 * Sends outcome counts, as often as the server asks for it. At most one batch is on its way; until the server has confirmed it, the very same bytes with the
 * very same sequence number are sent again, so a lost answer is not counted twice. Meanwhile new calls add up in the
 * counters they are counted in anyway: an outage costs no memory, its counts arrive as one wide window. A batch that the
 * server calls wrong is dropped and counted. Used by the sender's thread only.
 */
public final class TelemetryReports {
    private static final String PATH = "/sdk/v1/telemetry";
    private static final int SOONEST_MILLIS = 250;
    private static final int LATEST_MILLIS = 10_000;

    private final ControlPlane controlPlane;
    private final BatchCutter cutter;
    private final Outcomes outcomes;
    private final Platform platform;
    private final Backoff backoff;
    private final int configuredMillis;
    /** Written by the thread that applies rulesets too. */
    private volatile int flushMillis;

    private Batch onItsWay;
    private long begunNanos;
    private long waitMillis;

    public TelemetryReports(ControlPlane controlPlane, Outcomes outcomes, RouteStates routes, Settings settings) {
        this.controlPlane = controlPlane;
        this.outcomes = outcomes;
        this.cutter = new BatchCutter(outcomes, routes, settings);
        this.platform = settings.platform();
        this.backoff = new Backoff(platform, settings.timings().slowRetry());
        this.configuredMillis = settings.timings().flush();
        this.flushMillis = configuredMillis;
        begunNanos = platform.nanoTime();
    }

    /** Something was changed: whoever looks wants to see soon what comes of it. Back to the configured time, until the server says more. */
    public void hurry() {
        flushMillis = Math.min(flushMillis, configuredMillis);
    }

    /** Sends one batch if it is time; returns the milliseconds until it is time again. */
    long sendDue(int mostMillis) throws IOException {
        long left = Math.max(waitMillis, cutter.inRound() ? 0 : flushMillis)
                - (platform.nanoTime() - begunNanos) / 1_000_000;
        if (left > 0) {
            return left;
        }
        try {
            sendNext(mostMillis);
            backoff.reset();
            pause(0);
            return cutter.inRound() ? 0 : flushMillis;
        } catch (IOException | RuntimeException e) {
            pause(Math.max(flushMillis, backoff.next(TransportFault.of(e))));
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
            long age = onItsWay.ageMillis(platform.nanoTime());
            follow(controlPlane.report(PATH, onItsWay.json(), age, mostMillis));
            onItsWay = null;
        } catch (TransportFault e) {
            if (e.rejectsContent()) {
                outcomes.drop(onItsWay.calls());
                onItsWay = null;
            }
            throw e;
        }
    }

    /** What the server asks for, within bounds; anything else is ignored. */
    private void follow(String within) {
        boolean number = within != null && !within.isEmpty() && within.length() <= 5 && Ascii.within(within, '0', '9');
        int millis = number ? Integer.parseInt(within) : 0;
        if (millis >= SOONEST_MILLIS && millis <= LATEST_MILLIS) {
            flushMillis = millis;
        }
    }

    private void pause(long millis) {
        begunNanos = platform.nanoTime();
        waitMillis = millis;
    }
}
