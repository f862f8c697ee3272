package dev.banyan.demo.shop;

import dev.banyan.evaluation.Decision;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Migration;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.Pins;
import dev.banyan.sdk.RouteHandle;
import java.util.Optional;

/** Where requests come in, in the legacy service and in the new one alike: finds what is to move, and lets Banyan move it. */
final class FrontDoor {

    private final Banyan banyan;
    private final Migrations migrations;
    private final Shop here;

    FrontDoor(Banyan banyan, Migrations migrations, Shop here) {
        this.banyan = banyan;
        this.migrations = migrations;
        this.here = here;
    }

    Reply serve(Call call) {
        if (call.forwarded()) {
            // The service that sent it has decided; deciding anew could send it round in circles.
            return here.answer(call);
        }
        Optional<Migration<Call, Reply>> migration =
                banyan.match(call.method(), call.path()).map(RouteHandle::key).flatMap(migrations::find);
        // No migration: whoever got the request serves it.
        return migration.map(moving -> serve(moving, call)).orElseGet(() -> here.answer(call));
    }

    private Reply serve(Migration<Call, Reply> migration, Call call) {
        Pins pins = banyan.accept(call.pins());
        Decision decision = migration.route().decide(call.context(), pins);
        Call pinned = call.pinned(pins.with(decision).toHeader());
        try {
            return call.operation() == Operation.READ
                    ? migration.read(decision, pinned)
                    : migration.write(decision, pinned);
        } catch (Declined declined) {
            return declined.reply();
        }
    }
}
