package dev.banyan.sdk;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.Client;
import dev.banyan.sdk.internal.compare.OneShot;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * A route with its implementations: calls what the stage of a request says, in its order, counts each call, and returns what the
 * authoritative side returned or throws what it threw.
 *
 * <table>
 * <caption>What each stage does; a second write is skipped when the first one fails</caption>
 * <tr><th>stage</th><th>reads</th><th>returns</th><th>writes</th></tr>
 * <tr><td>{@code off}</td><td>legacy</td><td>legacy</td><td>legacy</td></tr>
 * <tr><td>{@code dualwrite}</td><td>legacy</td><td>legacy</td><td>legacy, then new</td></tr>
 * <tr><td>{@code shadow}</td><td>both</td><td>legacy</td><td>legacy, then new</td></tr>
 * <tr><td>{@code live}</td><td>both</td><td>new</td><td>new, then legacy</td></tr>
 * <tr><td>{@code rampdown}</td><td>new</td><td>new</td><td>new, then legacy</td></tr>
 * <tr><td>{@code complete}</td><td>new</td><td>new</td><td>new</td></tr>
 * </table>
 *
 * <p>Where both sides are read, the other one is called and compared on a thread of the client, after the authoritative side has
 * answered: the caller neither waits for it nor hears of its failures. A second write is waited for, unless it has to wait for the
 * {@linkplain MigrationBuilder#secondWritesAfterCommit commit}; a failure of it is recorded instead of being thrown.
 *
 * <p>Implementations may throw checked exceptions, which come out unchanged. The methods declare none, so that neither Java nor Kotlin has
 * to be told of any; a caller that wants to catch one names it: {@code orders.read(context, id, IOException.class)}. Thread-safe; made by {@link Banyan#migration(String)}.
 *
 * @param <Q> what the implementations are asked with
 * @param <R> what they answer; not changed by anyone while it is being compared, see {@link MigrationBuilder#snapshot}. What can be
 *     read only once, such as a stream, is not compared
 */
public final class Migration<Q, R> {
    private static final int ALL = 1_000_000;

    private final Client client;
    private final RouteHandle route;
    private final Sides<Q, R> reads;
    private final Sides<Q, R> writes;
    private final Sides<Q, CompletionStage<R>> asyncReads;
    private final Sides<Q, CompletionStage<R>> asyncWrites;
    private final Sides<Q, R> awaitedReads;
    private final Comparison<R> comparison;
    private final UnaryOperator<R> snapshot;
    private final SecondWrites<Q, R> secondWrites;
    private final long deadlineNanos;
    private final boolean inline;
    private final AtomicBoolean toldOfOneShot = new AtomicBoolean();

    Migration(MigrationBuilder<Q, R> parts, Comparison<R> comparison) {
        this.client = parts.client;
        this.route = parts.route;
        this.reads = parts.reads;
        this.writes = parts.writes;
        this.asyncReads = parts.asyncReads;
        this.asyncWrites = parts.asyncWrites;
        this.awaitedReads = asyncReads == null ? null : Sides.awaited(asyncReads);
        this.comparison = comparison;
        this.snapshot = parts.snapshot;
        this.secondWrites = new SecondWrites<>(parts);
        this.deadlineNanos = parts.shadowDeadline.toNanos();
        this.inline = parts.inline;
    }

    /** The handle of the route, for decisions of one's own. */
    public RouteHandle route() {
        return route;
    }

    /** Decides, then reads as {@link #read(Decision, Object)}. */
    public R read(Context context, Q request) {
        return read(route.decide(context), request);
    }

    /** Decides, then reads as {@link #read(Decision, Object, Class)}. */
    public <X extends Exception> R read(Context context, Q request, Class<X> checked) throws X {
        return read(route.decide(context), request);
    }

    /**
     * Reads as the stage of a decision says. Throws whatever the authoritative implementation throws, checked or not.
     *
     * @param decision one of this route, such as a pin or a filter made it
     * @throws IllegalStateException without {@link MigrationBuilder#reads}
     * @throws IllegalArgumentException when the decision is null or about another route
     */
    public R read(Decision decision, Q request) {
        Side side = side(decision, reads, "reads");
        R answer = null;
        boolean answered = false;
        try {
            answer = reads.measured(route, decision, side, Operation.READ, request);
            answered = true;
            return answer;
        } finally {
            shadow(reads, decision, request, answer, !answered);
        }
    }

    /**
     * As {@link #read(Decision, Object)}, for a caller that the compiler is to make handle a checked exception.
     *
     * @param checked what the implementations may throw; says so to the compiler, and changes nothing else
     */
    public <X extends Exception> R read(Decision decision, Q request, Class<X> checked) throws X {
        return read(decision, request);
    }

    /** Decides, then writes as {@link #write(Decision, Object)}. */
    public R write(Context context, Q request) {
        return write(route.decide(context), request);
    }

    /** Decides, then writes as {@link #write(Decision, Object, Class)}. */
    public <X extends Exception> R write(Context context, Q request, Class<X> checked) throws X {
        return write(route.decide(context), request);
    }

    /**
     * Writes as the stage of a decision says: the authoritative side first, then the other one, where there is one, if that
     * has succeeded. A failure of the second write is counted and recorded, never thrown; that of the first one is, checked or not.
     *
     * @param decision one of this route, such as a pin or a filter made it
     * @throws IllegalStateException without {@link MigrationBuilder#writes}
     * @throws IllegalArgumentException when the decision is null or about another route
     */
    public R write(Decision decision, Q request) {
        Side side = side(decision, writes, "writes");
        R result = writes.measured(route, decision, side, Operation.WRITE, request);
        if (writesBoth(decision.stage())) {
            secondWrites.write(decision, request);
        }
        return result;
    }

    /**
     * As {@link #write(Decision, Object)}, for a caller that the compiler is to make handle a checked exception.
     *
     * @param checked what the implementations may throw; says so to the compiler, and changes nothing else
     */
    public <X extends Exception> R write(Decision decision, Q request, Class<X> checked) throws X {
        return write(decision, request);
    }

    /** Decides, then reads as {@link #readAsync(Decision, Object)}. */
    public CompletionStage<R> readAsync(Context context, Q request) {
        return readAsync(route.decide(context), request);
    }

    /**
     * Reads as the stage of a decision says; gives the very {@code CompletionStage} of the authoritative side. What that throws
     * instead of returning one comes out of a failed one.
     *
     * @param decision one of this route, such as a pin or a filter made it
     * @throws IllegalStateException without {@link MigrationBuilder#readsAsync}
     * @throws IllegalArgumentException when the decision is null or about another route
     */
    public CompletionStage<R> readAsync(Decision decision, Q request) {
        Side side = side(decision, asyncReads, "readsAsync");
        long start = System.nanoTime();
        CompletionStage<R> answer = Sides.begin(asyncReads, side, request);
        answer.whenComplete((result, failure) -> {
            record(decision, side, Operation.READ, start, failure);
            shadow(awaitedReads, decision, request, result, failure != null);
        });
        return answer;
    }

    /** Decides, then writes as {@link #writeAsync(Decision, Object)}. */
    public CompletionStage<R> writeAsync(Context context, Q request) {
        return writeAsync(route.decide(context), request);
    }

    /**
     * Writes as the stage of a decision says; the second write begins when the first one has succeeded. What is returned ends as the
     * authoritative side ends, when both writes have ended.
     *
     * @param decision one of this route, such as a pin or a filter made it
     * @throws IllegalStateException without {@link MigrationBuilder#writesAsync}
     * @throws IllegalArgumentException when the decision is null or about another route
     */
    public CompletionStage<R> writeAsync(Decision decision, Q request) {
        Side side = side(decision, asyncWrites, "writesAsync");
        CompletableFuture<R> answer = new CompletableFuture<>();
        long start = System.nanoTime();
        Sides.begin(asyncWrites, side, request).whenComplete((result, failure) -> {
            record(decision, side, Operation.WRITE, start, failure);
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (writesBoth(decision.stage())) {
                secondWrites.writeAsync(decision, request, () -> answer.complete(result));
            } else {
                answer.complete(result);
            }
        });
        return answer;
    }

    Comparison<R> comparison() {
        return comparison;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    long wallMillis() {
        return client.wallMillis();
    }

    /** What both sides answer can be read only once, and it is the caller's. Said once. */
    void cannotCompare(Class<?> type) {
        if (toldOfOneShot.compareAndSet(false, true)) {
            client.warn("Answers of route " + route.key() + " are not compared, since they can be read only once ("
                    + type.getName() + "): let the implementations return what is to be read");
        }
    }

    /** Whether chance picks this one. */
    static boolean falls(int millionths) {
        return millionths >= ALL
                || millionths > 0 && ThreadLocalRandom.current().nextInt(ALL) < millionths;
    }

    private Side side(Decision decision, Sides<Q, ?> given, String builderMethod) {
        if (given == null) {
            throw new IllegalStateException(
                    "Banyan: migration '" + route.key() + "' has no such implementations; give them to its"
                            + " builder with " + builderMethod + "(legacy, fresh)");
        }
        if (decision == null || !decision.route().equals(route.key())) {
            throw new IllegalArgumentException(
                    "Banyan: migration '" + route.key() + "' needs a decision of its own route, not " + decision);
        }
        return decision.side();
    }

    private void shadow(Sides<Q, R> sides, Decision decision, Q request, R answer, boolean failed) {
        Stage stage = decision.stage();
        if (!stage.readsLegacy() || !stage.readsNew()) {
            return;
        }
        try {
            if (!falls(route.shadow().share())) {
                return;
            }
            R kept = failed || snapshot == null || OneShot.is(answer) ? answer : snapshot.apply(answer);
            ShadowRead<Q, R> read = new ShadowRead<>(this, sides, decision, request, kept, failed);
            if (inline) {
                read.run();
            } else if (!client.shadows().offer(read)) {
                route.state().comparisons().dropped(stage);
            }
        } catch (Throwable unexpected) {
            route.state().comparisons().dropped(stage);
        }
    }

    private void record(Decision decision, Side side, Operation operation, long start, Throwable failure) {
        route.tape().ended(decision, side, operation, System.nanoTime() - start, failure);
    }

    private static boolean writesBoth(Stage stage) {
        return stage.writesLegacy() && stage.writesNew();
    }
}
