package dev.banyan.demo.shop;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.FailedWrite;
import dev.banyan.sdk.Reconciliation;
import dev.banyan.sdk.RouteHandle;

/** Makes up for the orders that only one side has, because its second write failed. */
final class Repair {

    private final Banyan banyan;
    private final RouteHandle route;
    private final Database database;
    private final Shop legacy;
    private final Shop modern;

    /** @param database of this side, for what it knows of the customers */
    Repair(Banyan banyan, RouteHandle route, Database database, Shop legacy, Shop modern) {
        this.banyan = banyan;
        this.route = route;
        this.database = database;
        this.legacy = legacy;
        this.modern = modern;
    }

    /** Goes through those of this process's ledger, oldest first. */
    Reconciliation run() {
        return banyan.reconcile(route.key(), this::copy);
    }

    private void copy(FailedWrite write) {
        String customer = Order.customerOf(write.key());
        boolean toLegacy = whole(write, now(customer)) == Side.NEW;
        Reply order =
                (toLegacy ? modern : legacy).answer(Call.toBeServed("GET", "/orders/" + write.key(), customer, ""));
        if (order.status() == 404) {
            // The ledger outlives these databases, which are in memory: an order of an earlier run is on neither side.
            return;
        }
        require(order);
        require((toLegacy ? legacy : modern).answer(Call.toBeServed("POST", "/orders", customer, order.body())));
    }

    /** The side that has the order. Where each lacks a write of it, or only one is still written, the one that answers now counts. */
    private static Side whole(FailedWrite write, Stage now) {
        boolean inStep = now.writesLegacy() && now.writesNew();
        if (!inStep || write.missingOn().size() > 1) {
            return now.side();
        }
        return write.isMissingOn(Side.NEW) ? Side.LEGACY : Side.NEW;
    }

    private Stage now(String customer) {
        String country = database.customer(customer).map(Customer::country).orElse("");
        return route.stage(Customer.context(customer, country));
    }

    private static void require(Reply reply) {
        if (reply.status() >= 300) {
            throw new Declined(reply);
        }
    }
}
