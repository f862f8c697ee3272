package dev.banyan.demo.shop;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.Outcome;
import dev.banyan.sdk.RouteHandle;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where customers' requests come in, in the legacy service and in the new one alike: decides which side serves, and
 * calls it, here or over there.
 */
final class FrontDoor {

    private final Banyan banyan;
    private final Shop legacy;
    private final Shop modern;
    private final Shop here;
    private final Executor shadows;

    /** @param shadows runs the reads that nobody waits for; it must be bounded and may refuse */
    FrontDoor(Banyan banyan, Side mySide, Shop here, Shop there, Executor shadows) {
        this.banyan = banyan;
        this.here = here;
        this.legacy = mySide == Side.LEGACY ? here : there;
        this.modern = mySide == Side.LEGACY ? there : here;
        this.shadows = shadows;
    }

    Reply serve(Call call) {
        if (!call.pins().isEmpty()) {
            // The service that sent it has decided; deciding anew could send it round in circles while a change
            // spreads.
            return here.answer(call);
        }
        Optional<RouteHandle> route = banyan.match(call.method(), call.path());
        if (route.isEmpty()) {
            // No route, no migration: whoever got the request serves it.
            return here.answer(call);
        }
        Decision decision = route.get().decide(call.context());
        StageTable.Plan plan = StageTable.plan(decision.stage(), call.operation());
        Request request = new Request(
                route.get(), decision, call.pinned(banyan.pin(decision).toHeader()));
        return call.operation() == Operation.READ ? read(request, plan) : write(request, plan);
    }

    private Reply read(Request request, StageTable.Plan plan) {
        plan.also().ifPresent(side -> shadow(request, side));
        return ask(request, plan.answers());
    }

    private Reply write(Request request, StageTable.Plan plan) {
        Reply reply = ask(request, plan.answers());
        if (reply.status() < 300) {
            // Its failure is recorded, but not the customer's problem.
            plan.also().ifPresent(side -> ask(request, side));
        }
        return reply;
    }

    private void shadow(Request request, Side side) {
        try {
            shadows.execute(() -> ask(request, side));
        } catch (RejectedExecutionException busy) {
            // A comparison that we cannot afford is not made; the customer's answer does not wait for it.
        }
    }

    private Reply ask(Request request, Side side) {
        Shop shop = side == Side.LEGACY ? legacy : modern;
        long start = System.nanoTime();
        Reply reply = shop.answer(request.call);
        Outcome outcome = reply.failed() ? Outcome.ERROR : Outcome.SUCCESS;
        request.route.record(request.decision, side, request.call.operation(), System.nanoTime() - start, outcome);
        return reply;
    }

    private record Request(RouteHandle route, Decision decision, Call call) {}
}
