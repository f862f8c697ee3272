package dev.banyan.sdk;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The implementations of both sides. Immutable. */
final class Sides<Q, R> {
    private final Implementation<? super Q, ? extends R> legacy;
    private final Implementation<? super Q, ? extends R> fresh;

    Sides(Implementation<? super Q, ? extends R> legacy, Implementation<? super Q, ? extends R> fresh) {
        this.legacy = Objects.requireNonNull(legacy, "legacy");
        this.fresh = Objects.requireNonNull(fresh, "fresh");
    }

    static Side other(Side side) {
        return side == Side.NEW ? Side.LEGACY : Side.NEW;
    }

    /** Calls one side; its very exception comes out, as whatever type the caller has named. */
    @SuppressWarnings("unchecked")
    <X extends Exception> R call(Side side, Q request) throws X {
        try {
            return side == Side.NEW ? fresh.call(request) : legacy.call(request);
        } catch (Exception thrown) {
            throw (X) thrown;
        }
    }

    /** Calls one side and counts how it went. */
    <X extends Exception> R measured(RouteHandle route, Decision decision, Side side, Operation operation, Q request)
            throws X {
        Throwable failure = null;
        long start = System.nanoTime();
        try {
            return this.<X>call(side, request);
        } catch (Throwable thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            route.tape().ended(decision, side, operation, System.nanoTime() - start, failure);
        }
    }

    /** Calls one side; what it throws instead of returning a stage comes out of a failed one. */
    static <Q, R> CompletionStage<R> begin(Sides<Q, CompletionStage<R>> sides, Side side, Q request) {
        try {
            CompletionStage<R> stage = sides.call(side, request);
            if (stage != null) {
                return stage;
            }
            throw new NullPointerException(
                    "the " + side.key() + " implementation returned null, not a CompletionStage");
        } catch (Throwable thrown) {
            keepInterrupt(thrown);
            CompletableFuture<R> failed = new CompletableFuture<>();
            failed.completeExceptionally(thrown);
            return failed;
        }
    }

    /** The same for threads that may wait: until they are interrupted, at the deadline. */
    static <Q, R> Sides<Q, R> awaited(Sides<Q, CompletionStage<R>> sides) {
        return new Sides<>(q -> await(begin(sides, Side.LEGACY, q)), q -> await(begin(sides, Side.NEW, q)));
    }

    /** An interrupt that was answered with an exception nobody gets to see must not get lost. */
    static void keepInterrupt(Throwable swallowed) {
        if (swallowed instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** Not by the stage's own {@code toCompletableFuture}, which not all have. */
    private static <R> R await(CompletionStage<R> stage) throws Exception {
        CompletableFuture<R> end = new CompletableFuture<>();
        stage.whenComplete((result, failure) -> {
            if (failure == null) {
                end.complete(result);
            } else {
                end.completeExceptionally(failure);
            }
        });
        return end.get();
    }
}
