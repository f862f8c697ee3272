package dev.banyan.sdk;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.Client;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
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
 * answered: the caller neither waits for it nor hears of its failures. A second write is waited for, but a failure of it is
 * recorded instead of being thrown.
 *
 * <p>Implementations may throw checked exceptions, which come out unchanged. The methods name none; a caller that wants to catch one says
 * so: {@code orders.<IOException>read(context, id)}. Thread-safe; made by {@link Banyan#migration(String)}.
 *
 * @param <Q> what the implementations are asked with
 * @param <R> what they answer; not changed by anyone while it is being compared, see {@link MigrationBuilder#snapshot}
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
    private final Function<? super Q, String> recordKey;
    private final long deadlineNanos;
    private final boolean inline;

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
        this.recordKey = parts.recordKey;
        this.deadlineNanos = parts.shadowDeadline.toNanos();
        this.inline = parts.inline;
    }

    /** The handle of the route, for decisions of one's own. */
    public RouteHandle route() {
        return route;
    }

    /** Decides, then reads as {@link #read(Decision, Object)}. */
    public <X extends Exception> R read(Context context, Q request) throws X {
        return this.<X>read(route.decide(context), request);
    }

    /**
     * Reads as the stage of a decision says.
     *
     * @param decision one of this route, such as a pin or a filter made it
     * @throws X whatever the authoritative implementation throws
     * @throws IllegalStateException without {@link MigrationBuilder#reads}
     * @throws IllegalArgumentException when the decision is null or about another route
     */
    public <X extends Exception> R read(Decision decision, Q request) throws X {
        Side side = side(decision, reads, "reads");
        R answer = null;
        boolean answered = false;
        try {
            answer = this.<X>measured(reads, decision, side, Operation.READ, request);
            answered = true;
            return answer;
        } finally {
            shadow(reads, decision, request, answer, !answered);
        }
    }

    /** Decides, then writes as {@link #write(Decision, Object)}. */
    public <X extends Exception> R write(Context context, Q request) throws X {
        return this.<X>write(route.decide(context), request);
    }

    /**
     * Writes as the stage of a decision says: the authoritative side first, then the other one, where there is one, if that
     * has succeeded. A failure of the second write is counted and recorded, never thrown.
     *
     * @param decision one of this route, such as a pin or a filter made it
     * @throws X whatever the authoritative implementation throws
     * @throws IllegalStateException without {@link MigrationBuilder#writes}
     * @throws IllegalArgumentException when the decision is null or about another route
     */
    public <X extends Exception> R write(Decision decision, Q request) throws X {
        Side side = side(decision, writes, "writes");
        R result = this.<X>measured(writes, decision, side, Operation.WRITE, request);
        if (writesBoth(decision.stage())) {
            writeSecond(decision, request);
        }
        return result;
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
                writeSecondAsync(decision, request, () -> answer.complete(result));
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
            R kept = failed || snapshot == null ? answer : snapshot.apply(answer);
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

    private <X extends Exception> R measured(
            Sides<Q, R> sides, Decision decision, Side side, Operation operation, Q request) throws X {
        Throwable failure = null;
        long start = System.nanoTime();
        try {
            return sides.<X>call(side, request);
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            record(decision, side, operation, start, failure);
        }
    }

    private void writeSecond(Decision decision, Q request) {
        try {
            measured(writes, decision, Sides.other(decision.side()), Operation.WRITE, request);
        } catch (Throwable thrown) {
            Sides.keepInterrupt(thrown);
            route.secondWriteFailed(decision, keyOf(request), thrown);
        }
    }

    private void writeSecondAsync(Decision decision, Q request, Runnable ended) {
        Side other = Sides.other(decision.side());
        long start = System.nanoTime();
        Sides.begin(asyncWrites, other, request).whenComplete((ignored, failure) -> {
            record(decision, other, Operation.WRITE, start, failure);
            if (failure != null) {
                Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
                route.secondWriteFailed(decision, keyOf(request), why);
            }
            ended.run();
        });
    }

    private String keyOf(Q request) {
        try {
            return recordKey == null ? null : recordKey.apply(request);
        } catch (RuntimeException | Error unnamed) {
            return null;
        }
    }

    private void record(Decision decision, Side side, Operation operation, long start, Throwable failure) {
        route.tape().ended(decision, side, operation, System.nanoTime() - start, failure);
    }

    private static boolean writesBoth(Stage stage) {
        return stage.writesLegacy() && stage.writesNew();
    }
}
