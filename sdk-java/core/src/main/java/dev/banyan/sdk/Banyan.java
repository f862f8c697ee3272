package dev.banyan.sdk;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.Client;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.rules.Snapshot;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;

/**
 * A client of one Banyan environment: decides in-process which side serves a request, from rules that it keeps in step
 * with the control plane in the background.
 *
 * <pre>{@code
 * try (Banyan banyan = Banyan.builder()
 *         .url("https://banyan.example").sdkKey(System.getenv("BANYAN_SDK_KEY")).application("shop").build()) {
 *     RouteHandle orders = banyan.route("orders.get");
 *     Decision decision = orders.decide(Context.of("customer-42"));
 *     Order order = decision.isNew() ? newOrders.get(id) : legacyOrders.get(id);
 * }
 * }</pre>
 *
 * <p>Thread-safe; make one per environment and keep it. Nothing here but {@link BanyanBuilder#build()} throws, and nothing
 * but {@link #awaitReady}, {@link #reconcile} and {@link #close} waits. A client has three daemon threads, {@code banyan-stream-N},
 * {@code banyan-poll-N} and {@code banyan-send-N}, a fourth, {@code banyan-ledger-N}, from the first failed second write on, and those of shadow
 * reads, {@code banyan-shadow-N-M}, once a {@linkplain #migration migration} has been built. With the control plane away it decides from what it has: the last
 * ruleset received, the file of an earlier run, the bootstrap resource, each handle's declared default, in this order.
 */
public final class Banyan implements AutoCloseable {
    private final Client client;
    private final Handles handles;

    private Banyan(Settings settings) {
        this.client = new Client(settings, this::status);
        this.handles = new Handles(client);
    }

    static Banyan start(Settings settings) {
        Banyan banyan = new Banyan(settings);
        banyan.client.start();
        return banyan;
    }

    void warn(String message) {
        client.warn(message);
    }

    /** A builder; {@link BanyanBuilder#url}, {@link BanyanBuilder#sdkKey} and {@link BanyanBuilder#application} are required. */
    public static BanyanBuilder builder() {
        return new BanyanBuilder();
    }

    /** The handle of a route; one that is unknown, here or for the time being, is at stage {@code off}: legacy serves. */
    public RouteHandle route(String key) {
        return route(key, Stage.OFF);
    }

    /**
     * The handle of a route. Cheap, and the same for the same arguments; keeping it in a field is cheaper still.
     *
     * @param key any text; one that is no route key is simply never known
     * @param declaredDefault the stage while the ruleset does not know the route, or there is none; null means {@code off}
     */
    public RouteHandle route(String key, Stage declaredDefault) {
        return route(key, null, declaredDefault);
    }

    /**
     * The handle of a route whose code is written for a certain kind. The kind changes no decision; the control plane shows where
     * code and route contradict each other.
     *
     * @param key any text; one that is no route key is simply never known
     * @param kind how many stages the calling code is prepared for; null says nothing
     * @param declaredDefault the stage while the ruleset does not know the route, or there is none; null means {@code off}
     */
    public RouteHandle route(String key, RouteKind kind, Stage declaredDefault) {
        RouteHandle handle = handles.of(key == null ? "" : key, declaredDefault == null ? Stage.OFF : declaredDefault);
        handle.asked(kind);
        return handle;
    }

    /**
     * A builder for a route whose two implementations this library calls, compares and measures; at stage {@code off} while
     * the route is unknown. Build it once, when the service starts, and keep it.
     *
     * @param <Q> what the implementations are asked with
     * @param <R> what they answer
     */
    public <Q, R> MigrationBuilder<Q, R> migration(String key) {
        return migration(key, Stage.OFF);
    }

    /** As {@link #migration(String)}, with the stage while the route is unknown, as for {@link #route(String, Stage)}. */
    public <Q, R> MigrationBuilder<Q, R> migration(String key, Stage declaredDefault) {
        return migration(key, null, declaredDefault);
    }

    /** As {@link #migration(String)}, with kind and default as for {@link #route(String, RouteKind, Stage)}. */
    public <Q, R> MigrationBuilder<Q, R> migration(String key, RouteKind kind, Stage declaredDefault) {
        return new MigrationBuilder<>(client, route(key, kind, declaredDefault));
    }

    /**
     * The route that a request belongs to, by the path templates of the ruleset in force. A literal segment beats a
     * {@code {variable}}; trailing slashes, query and fragment do not count; nothing is decoded. Allocates nothing.
     *
     * @param method the HTTP method, in any case; null fits only routes for any method
     * @param path the path, with or without a query
     */
    public Optional<RouteHandle> match(String method, String path) {
        try {
            String key = client.store().current().paths().match(method, path);
            return key == null ? Optional.empty() : handles.of(key, Stage.OFF).found();
        } catch (RuntimeException | Error unexpected) {
            return Optional.empty();
        }
    }

    /**
     * Takes what an earlier service of the same request has pinned, to be followed by {@link RouteHandle#decide(Context, Pins)}.
     * Never throws: a header that is malformed, forged, too old or of another environment pins nothing and is counted in
     * {@link Counters}.
     *
     * @param header the value of {@link Pins#HEADER}; {@code null} or blank pins nothing
     */
    public Pins accept(String header) {
        try {
            return Pins.accepted(client.seal(), header);
        } catch (RuntimeException | Error unexpected) {
            return Pins.none(client.seal());
        }
    }

    /** As {@link #accept}, from the W3C header {@code baggage}; {@code null} pins nothing. */
    public Pins acceptBaggage(String baggage) {
        return accept(Pins.fromBaggage(baggage));
    }

    /** The pins that make the next services decide as here; {@code null} pins nothing. */
    public Pins pin(Decision decision) {
        return Pins.none(client.seal()).with(decision);
    }

    /**
     * Brings the records of a route whose second write failed back into step: calls the handler for each that the ledger holds
     * when the pass begins, the longest waiting first, on this thread, and tells it which side lacks the write. What the handler returns from normally is done and leaves
     * the ledger; what it throws from stays, for the next pass. At least once: after a crash, or when a record's write failed
     * once more while it was being repaired, it comes again. Stops between two records when the thread is interrupted.
     *
     * <p>Other threads may go on calling the route meanwhile. A second pass over the same route does nothing and says so. The
     * ledger is this process's: each instance reconciles its own, and what dead ones in the same cache directory left behind.
     *
     * @throws NullPointerException when there is no handler; an {@link Error} of the handler ends the pass and is passed on
     */
    public Reconciliation reconcile(String route, ReconcileHandler handler) {
        return client.ledger().reconcile(route, Objects.requireNonNull(handler, "handler"));
    }

    /** The second writes of a route that failed and wait to be reconciled, in this process's ledger, whichever side lacks them. */
    public Backlog backlog(String route) {
        return client.ledger().backlog(route);
    }

    /** Those of them that one side lacks; null for either. A record that has failed both ways is among those of both. */
    public Backlog backlog(String route, Side missingOn) {
        return client.ledger().backlog(route, missingOn);
    }

    /** Says that the records behind {@link Backlog#lost()} are in step again, after a backfill of both sides. Waits for the disk. */
    public void forgetLost(String route) {
        client.ledger().forgetLost(route, EnumSet.allOf(Side.class));
    }

    /**
     * The same after a backfill of one side.
     *
     * @throws NullPointerException when there is no side
     */
    public void forgetLost(String route, Side backfilled) {
        client.ledger().forgetLost(route, EnumSet.of(Objects.requireNonNull(backfilled, "backfilled")));
    }

    /**
     * The rules in force, to be looked at: which environment this is, which routes there are and how they are split. Handles
     * decide, not this: pins, overrides and breakers are theirs to know. Empty before there are any.
     */
    public Optional<Ruleset> ruleset() {
        return Optional.ofNullable(client.store().current().ruleset());
    }

    /** How the client stands, at this moment. */
    public Status status() {
        Snapshot current = client.store().current();
        return new Status(
                client.state(),
                current.source(),
                current.revision(),
                current.epoch(),
                client.store().age(),
                client.lastProblem(),
                new Counters(client.tally()));
    }

    /**
     * Waits until a ruleset from the control plane is in force. Optional: without it, the first decisions come from the
     * file, the bootstrap resource or the defaults. Never throws.
     *
     * @param most how long to wait, however long; null, zero and less only ask
     * @return whether there is one; false when {@code most} is over, when the client is closed, meanwhile or before there was
     *     one, or when the thread was interrupted, whose flag is then set
     */
    public boolean awaitReady(Duration most) {
        return client.awaitReady(most);
    }

    /**
     * Sends the outcomes that are left, saves the ruleset and ends the threads, waiting at most for
     * {@link BanyanBuilder#closeTimeout}. An interrupt does not shorten that; the thread's flag is set afterwards. The thread that
     * reads the stream notices at the next heartbeat, 5 s later at most, or at the read time-out where the server hangs; it does
     * nothing meanwhile. Whoever waits in {@link #awaitReady} is let go. Decisions go on from the last ruleset, with the reason
     * {@code STALE}. A second call does nothing.
     */
    @Override
    public void close() {
        client.close();
    }
}
