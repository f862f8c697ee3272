package dev.banyan.sdk.internal;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.BreakerState;
import dev.banyan.sdk.ConnectionState;
import dev.banyan.sdk.Source;
import dev.banyan.sdk.Status;
import dev.banyan.sdk.internal.connection.ControlPlane;
import dev.banyan.sdk.internal.connection.Health;
import dev.banyan.sdk.internal.connection.PollLoop;
import dev.banyan.sdk.internal.connection.StreamLoop;
import dev.banyan.sdk.internal.kit.Daemon;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Signal;
import dev.banyan.sdk.internal.kit.Tally;
import dev.banyan.sdk.internal.kit.Uninterrupted;
import dev.banyan.sdk.internal.ledger.Ledger;
import dev.banyan.sdk.internal.report.AppliedReports;
import dev.banyan.sdk.internal.report.InstanceReports;
import dev.banyan.sdk.internal.report.Sender;
import dev.banyan.sdk.internal.report.TelemetryReports;
import dev.banyan.sdk.internal.route.Outcomes;
import dev.banyan.sdk.internal.route.Overrides;
import dev.banyan.sdk.internal.route.RouteState;
import dev.banyan.sdk.internal.route.RouteStates;
import dev.banyan.sdk.internal.rules.LastKnownGood;
import dev.banyan.sdk.internal.rules.PinSeal;
import dev.banyan.sdk.internal.rules.RulesetStore;
import dev.banyan.sdk.internal.rules.Snapshot;
import dev.banyan.sdk.internal.shadow.ShadowPool;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Puts one client together, starts its threads and ends them. Thread-safe. */
public final class Client {
    /** How soon a change of the override file holds. */
    private static final long CHORES_MILLIS = 1_000;

    private final Settings settings;
    private final Supplier<Status> status;
    private final Platform platform;
    private final Log log;
    private final Tally tally = new Tally();
    private final Faults faults;
    private final Outcomes outcomes = new Outcomes(tally);
    private final RouteStates routes;
    private final Daemon daemons;
    private final ShadowPool shadows;
    private final RulesetStore store;
    private final PinSeal seal;
    private final Health health;
    private final Events events;
    private final LastKnownGood lastKnownGood;
    private final Ledger ledger;
    private final AppliedReports reports;
    private final InstanceReports instanceReports;
    private final TelemetryReports telemetry;
    private final Sender sender;
    private final Signal streamSignal;
    private final Signal pollSignal;
    private final Signal senderSignal;
    private final Readiness readiness = new Readiness();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ControlPlane controlPlane;
    private Thread pollThread;
    private Thread senderThread;

    /** Does not start anything yet; {@code status} is asked for when listeners are to be told. */
    public Client(Settings settings, Supplier<Status> status) {
        this.settings = settings;
        this.status = status;
        this.platform = settings.platform();
        this.log = new Log(platform);
        this.faults = new Faults(tally, log);
        this.daemons = new Daemon(faults);
        this.shadows = new ShadowPool(daemons.name("shadow") + '-', ShadowPool.IDLE_MILLIS, faults);
        this.store = new RulesetStore(platform, new Deliveries());
        this.seal = new PinSeal(store, platform, faults);
        this.health = new Health(platform, settings.timings().read(), this::stateChanged);
        this.events = new Events(settings.listeners(), faults);
        this.lastKnownGood = new LastKnownGood(settings, faults);
        this.controlPlane = new ControlPlane(settings);
        this.reports = new AppliedReports(controlPlane, settings);
        this.streamSignal = new Signal();
        this.pollSignal = new Signal();
        this.senderSignal = new Signal();
        this.ledger = new Ledger(settings, faults, this::instanceChanged);
        this.routes = new RouteStates(
                outcomes,
                new Overrides(settings, faults, log),
                store,
                platform,
                this::breakerChanged,
                this::instanceChanged,
                pollSignal::raise);
        this.instanceReports = new InstanceReports(controlPlane, routes, ledger, settings);
        this.telemetry = new TelemetryReports(controlPlane, outcomes, routes, settings);
        this.sender = new Sender(reports, instanceReports, telemetry, senderSignal, platform, faults);
    }

    /** Takes what is on disk or in the application, then starts the threads; an interrupted thread may do that as well. */
    public void start() {
        Uninterrupted.run(this::restore);
        startThreads();
    }

    private void restore() {
        routes.lookAtOverrides();
        if (!lastKnownGood.restore(store, settings.bootstrap()) && settings.bootstrap() != null) {
            store.start(settings.bootstrap(), null, Source.BOOTSTRAP, 0);
        }
        Snapshot held = store.current();
        // Said by a thread of the client: the first line wakes the logging system up, which takes long.
        events.later(() -> log.info("Banyan starts with revision " + held.revision() + " from " + held.source()
                + "; instance " + settings.identity().instance()));
        ledger.start(daemons);
    }

    private void startThreads() {
        StreamLoop stream =
                new StreamLoop(controlPlane, store, health, reports::spread, faults, streamSignal, settings);
        Runnable poll = new PollLoop(
                controlPlane, store, health, faults, pollSignal, this::doChores, stream::keyAccepted, settings);
        daemons.start("stream", stream, streamSignal);
        pollThread = daemons.start("poll", poll, pollSignal);
        senderThread = daemons.start("send", sender, senderSignal);
    }

    public RulesetStore store() {
        return store;
    }

    public Outcomes outcomes() {
        return outcomes;
    }

    public PinSeal seal() {
        return seal;
    }

    public RouteStates routes() {
        return routes;
    }

    public ShadowPool shadows() {
        return shadows;
    }

    /** The wall clock. */
    public long wallMillis() {
        return platform.wallMillis();
    }

    /** Says in the log, on a thread of the client, what somebody should mend; to be called once for each such thing. */
    public void warn(String message) {
        events.later(() -> log.warn(message));
        pollSignal.raise();
    }

    /** Keeps a second write that failed, and tells of it. */
    public void secondWriteFailed(String route, Side missingOn, String key, Throwable why) {
        ledger.failed(route, missingOn == null ? EnumSet.allOf(Side.class) : EnumSet.of(missingOn), key, why);
        faults.secondWriteFailed(route, missingOn, why);
        events.noteOneOfMany(listener -> listener.secondWriteFailed(route, missingOn, key, why));
        pollSignal.raise();
    }

    /** Where second writes that failed are kept. */
    public Ledger ledger() {
        return ledger;
    }

    public Tally tally() {
        return tally;
    }

    public ConnectionState state() {
        return health.state();
    }

    /** What last went wrong, or null. */
    public String lastProblem() {
        return faults.lastProblem();
    }

    /** Waits for the first ruleset from the server; false when the time is over, the client closed or the thread interrupted. */
    public boolean awaitReady(Duration most) {
        return readiness.await(most);
    }

    /**
     * Ends the threads, giving them the close limit to send and save what is left, on an interrupted thread as well. Only the first
     * call does anything.
     */
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long limit = settings.timings().close();
        long end = System.nanoTime() + limit * 1_000_000;
        shadows.close();
        // What can be seen to be in force must also be saved and reported.
        store.close();
        readiness.end();
        health.closed();
        streamSignal.close();
        sender.closeBy(platform.nanoTime() + limit * 1_000_000);
        pollSignal.close();
        Uninterrupted.join(ledger.close(), end);
        Uninterrupted.join(senderThread, end);
        Uninterrupted.join(pollThread, end);
    }

    /** Returns after how many milliseconds there will be something to do again. */
    private long doChores() {
        routes.lookAtOverrides();
        long again = Math.min(CHORES_MILLIS, routes.tick());
        if (closed.get()) {
            lastKnownGood.saveNow();
        } else {
            lastKnownGood.save();
        }
        events.tell();
        return again;
    }

    private void instanceChanged() {
        instanceReports.changed();
        senderSignal.raise();
    }

    private void stateChanged(ConnectionState from, ConnectionState to) {
        if (to == ConnectionState.OFFLINE) {
            store.growStale();
        }
        log.info("Banyan is " + to + " (was " + from + ")");
        if (to == ConnectionState.STREAMING || to == ConnectionState.POLLING) {
            // The server forgets an instance that it has not heard of for long.
            instanceChanged();
        }
        Status now = status.get();
        events.note(listener -> listener.stateChanged(now));
        pollSignal.raise();
    }

    private void breakerChanged(RouteState route, BreakerState now) {
        String line = "The circuit breaker of route " + route.key() + " is " + now.key();
        events.later(() -> log.warn(Log.Topic.BREAKER, line));
        events.note(listener -> listener.breakerChanged(route.key(), now));
        pollSignal.raise();
    }

    /** What follows a swap or a refusal: only notes are taken, the work is done by other threads. */
    private final class Deliveries implements RulesetStore.Watcher {
        @Override
        public void applied(Snapshot snapshot, Snapshot before) {
            routes.follow();
            telemetry.hurry();
            reports.applied(snapshot, before);
            faults.unread(snapshot.ruleset());
            senderSignal.raise();
            lastKnownGood.note(snapshot);
            if (snapshot.fromServer()) {
                readiness.reached();
            }
            Status now = status.get();
            events.note(listener -> listener.rulesetApplied(now));
            pollSignal.raise();
        }

        @Override
        public void refused(String epoch, long revision, String reason) {
            faults.refused(reason);
            reports.refused(epoch, revision, reason);
            senderSignal.raise();
            Status now = status.get();
            events.note(listener -> listener.rulesetRefused(reason, now));
            pollSignal.raise();
        }
    }
}
