package dev.banyan.sdk;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import dev.banyan.sdk.internal.kit.ErrorKinds;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Writes to the side that does not answer, after the other one has been written. What fails is recorded, never thrown. Immutable. */
final class SecondWrites<Q, R> {
    private final RouteHandle route;
    private final Sides<Q, R> sides;
    private final Sides<Q, CompletionStage<R>> asyncSides;
    private final Function<? super Q, String> recordKey;
    /** Null where second writes wait for nothing. */
    private final CallerTransaction transaction;

    SecondWrites(MigrationBuilder<Q, R> parts) {
        this.route = parts.route;
        this.sides = parts.writes;
        this.asyncSides = parts.asyncWrites;
        this.recordKey = parts.recordKey;
        this.transaction = parts.transaction;
    }

    /** Now, or when the caller's transaction has been committed. */
    void write(Decision decision, Q request) {
        try {
            if (transaction == null || !transaction.afterCommit(() -> writeNow(decision, request))) {
                writeNow(decision, request);
            }
        } catch (Throwable unregistered) {
            failed(decision, request, unregistered);
        }
    }

    /** @param ended called when it has come to its end, well or not */
    void writeAsync(Decision decision, Q request, Runnable ended) {
        Side other = Sides.other(decision.side());
        long start = System.nanoTime();
        Sides.begin(asyncSides, other, request).whenComplete((ignored, failure) -> {
            route.tape().ended(decision, other, Operation.WRITE, System.nanoTime() - start, failure);
            if (failure != null) {
                failed(decision, request, ErrorKinds.cause(failure));
            }
            ended.run();
        });
    }

    private void writeNow(Decision decision, Q request) {
        try {
            if (transaction == null) {
                call(decision, request);
            } else {
                transaction.apart(() -> call(decision, request));
            }
        } catch (Throwable thrown) {
            failed(decision, request, thrown);
        }
    }

    private R call(Decision decision, Q request) {
        return sides.measured(route, decision, Sides.other(decision.side()), Operation.WRITE, request);
    }

    private void failed(Decision decision, Q request, Throwable why) {
        Sides.keepInterrupt(why);
        route.secondWriteFailed(decision, keyOf(request), why);
    }

    private String keyOf(Q request) {
        try {
            return recordKey == null ? null : recordKey.apply(request);
        } catch (RuntimeException | Error unnamed) {
            return null;
        }
    }
}
