package dev.banyan.sdk.internal.connection;

import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.RefusedPayload;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Signal;
import dev.banyan.sdk.internal.kit.Timings;
import dev.banyan.sdk.internal.kit.TransportFault;
import dev.banyan.sdk.internal.rules.Offer;
import dev.banyan.sdk.internal.rules.RulesetStore;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * The thread that polls while the stream is down, in addition to the stream's own attempts, fetches a whole ruleset when a delta could not be
 * applied, and meanwhile does the client's chores: lets breakers see the time, saves the last-known-good file, watches the overrides, tells the listeners. It ends with the client and for no other reason;
 * {@link StreamLoop} lists what happens on which failure.
 */
public final class PollLoop implements Runnable {
    private static final long LOOK_MILLIS = 5_000;
    private static final long CATCH_UPS_FORGOTTEN_NANOS = Backoff.CAP_MILLIS * 1_000_000;
    private static final TransportFault MISFIT = TransportFault.passing("a delta did not fit");

    private final ControlPlane controlPlane;
    private final RulesetStore store;
    private final Health health;
    private final Faults faults;
    private final Signal signal;
    /** Returns after how many milliseconds it wants to be called again. */
    private final LongSupplier chores;

    /** Told of every poll that the server accepted, and with it the key. */
    private final Runnable accepted;

    private final Platform platform;
    private final long pollMillis;
    private final Backoff backoff;
    private final Backoff catchUps;
    private boolean planned;
    private long nextNanos;
    /** Whether a misfit is being made good, the misfits that have been, and when the last attempt was planned. */
    private boolean catchingUp;

    private int madeGood;
    private long caughtUpNanos;

    public PollLoop(
            ControlPlane controlPlane,
            RulesetStore store,
            Health health,
            Faults faults,
            Signal signal,
            LongSupplier chores,
            Runnable accepted,
            Settings settings) {
        this.controlPlane = controlPlane;
        this.store = store;
        this.health = health;
        this.faults = faults;
        this.signal = signal;
        this.chores = chores;
        this.accepted = accepted;
        this.platform = settings.platform();
        this.pollMillis = settings.timings().poll();
        this.backoff = new Backoff(platform, settings.timings().slowRetry());
        this.catchUps = new Backoff(platform, settings.timings().slowRetry());
        this.caughtUpNanos = platform.nanoTime() - CATCH_UPS_FORGOTTEN_NANOS;
    }

    @Override
    public void run() {
        while (!signal.closed()) {
            long chore = chores.getAsLong();
            signal.await(Math.min(step(), chore));
        }
        chores.getAsLong();
    }

    /** Polls if it is time; returns how long nothing is to be done. */
    private long step() {
        boolean misfit = store.misfits() != madeGood;
        if (!misfit && !health.pollingNeeded()) {
            planned = false;
            return LOOK_MILLIS;
        }
        if (misfit && !catchingUp) {
            catchingUp = true;
            plan(untilCatchUp());
        } else if (!planned) {
            plan((long) (Math.min(pollMillis, Timings.FIRST_POLL_MILLIS) * (0.2 + 0.7 * platform.random())));
        }
        long left = (nextNanos - platform.nanoTime()) / 1_000_000;
        if (left > 0) {
            return left;
        }
        plan(poll());
        return 0;
    }

    /** None the first time; when deltas go on not fitting, each must not cost the server a whole ruleset. */
    private long untilCatchUp() {
        long now = platform.nanoTime();
        boolean first = now - caughtUpNanos >= CATCH_UPS_FORGOTTEN_NANOS;
        caughtUpNanos = now;
        if (first) {
            catchUps.reset();
            return 0;
        }
        return catchUps.next(MISFIT);
    }

    /** Polls once; returns the time until the next. */
    private long poll() {
        long period = (long) (pollMillis * (0.8 + 0.4 * platform.random()));
        int misfits = store.misfits();
        try {
            Offer offer = controlPlane.fetch(store.current(), !catchingUp);
            if (offer != null && !store.offer(offer)) {
                health.pollFailed();
                return catchingUp ? catchUps.next(MISFIT) : period;
            }
            madeGood = misfits;
            catchingUp = false;
            health.pollAnswered();
            accepted.run();
            store.confirm();
            faults.overcome();
            backoff.reset();
            return period;
        } catch (IOException | RuntimeException | Error e) {
            long wait = failed(e);
            return catchingUp ? wait : Math.max(period, wait);
        }
    }

    private long failed(Throwable thrown) {
        if (thrown instanceof RefusedPayload) {
            store.refuse(0, thrown.getMessage());
        }
        TransportFault fault = TransportFault.of(thrown);
        health.pollFailed();
        faults.transport(Log.Topic.POLL, "A poll failed, it is tried again", fault);
        return backoff.next(fault);
    }

    private void plan(long millis) {
        planned = true;
        nextNanos = platform.nanoTime() + millis * 1_000_000;
    }
}
