package dev.banyan.sdk.servlet;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.Outcome;
import dev.banyan.sdk.RouteHandle;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/** Times one request and counts how it ended, once: when it returns, or when it completes where it is asynchronous. */
final class Measurement implements AsyncListener {
    private static final int LEAST_ERROR = 500;

    private final long started = System.nanoTime();
    private final AtomicBoolean recorded = new AtomicBoolean();
    private final RouteHandle route;
    private final BanyanRequest request;
    private final HttpServletResponse response;
    private volatile boolean forwarding;

    Measurement(RouteHandle route, BanyanRequest request, HttpServletResponse response) {
        this.route = route;
        this.request = request;
        this.response = response;
    }

    /** Whether it is the new service that answers: then the application sees nothing of the request. */
    void forwarding(boolean now) {
        forwarding = now;
    }

    /** The chain has returned. */
    void returned(HttpServletRequest http) {
        try {
            if (http.isAsyncStarted()) {
                http.getAsyncContext().addListener(this);
                return;
            }
        } catch (IllegalStateException completedMeanwhile) {
            // Its status is final, then.
        }
        record(outcome());
    }

    void failed() {
        record(Outcome.ERROR);
    }

    /** One more outcome beside the request's own: what became of the attempt on a side that did not answer in the end. */
    static void attempt(RouteHandle route, Decision decision, Side side, long startedNanos) {
        route.record(decision, side, Operation.CALL, System.nanoTime() - startedNanos, Outcome.ERROR);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        record(event.getThrowable() == null ? outcome() : Outcome.ERROR);
    }

    @Override
    public void onError(AsyncEvent event) {
        record(Outcome.ERROR);
    }

    /** What the application makes of it is the outcome; without anything it is a 500. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    /** The container forgets its listeners when a dispatched request becomes asynchronous again. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private Outcome outcome() {
        return response.getStatus() >= LEAST_ERROR ? Outcome.ERROR : Outcome.SUCCESS;
    }

    private void record(Outcome outcome) {
        boolean countedWithin = route.isMeasured() && !forwarding;
        if (recorded.compareAndSet(false, true) && !countedWithin) {
            request.decision()
                    .ifPresent(
                            decision -> route.record(decision, Operation.CALL, System.nanoTime() - started, outcome));
        }
    }
}
