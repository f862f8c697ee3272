package dev.banyan.shop;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.MigrationBuilder;
import dev.banyan.sdk.RouteHandle;

/** Stands for an application's code, which is in a package of its own. */
public final class OrdersCode {
    private OrdersCode() {}

    public static RouteHandle find(Banyan banyan) {
        return banyan.route("orders.get", RouteKind.SIX, Stage.OFF);
    }

    public static MigrationBuilder<String, String> move(Banyan banyan) {
        return banyan.migration("orders.place", RouteKind.SIX, Stage.DUALWRITE);
    }

    public static RouteHandle list(Banyan banyan) {
        return banyan.route("orders.get");
    }
}
