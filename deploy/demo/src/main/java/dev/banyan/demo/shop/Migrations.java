package dev.banyan.demo.shop;

import static dev.banyan.evaluation.RouteKind.FOUR;
import static dev.banyan.evaluation.RouteKind.SIX;
import static dev.banyan.evaluation.RouteKind.TWO;
import static dev.banyan.evaluation.Stage.OFF;

import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Implementation;
import dev.banyan.sdk.Migration;
import dev.banyan.sdk.Operation;
import dev.banyan.wire.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything of this shop that moves, with both of its sides. */
final class Migrations {

    private final Banyan banyan;
    private final Implementation<Call, Reply> legacy;
    private final Implementation<Call, Reply> fresh;
    private final Migration<Call, Reply> placeOrder;
    private final Map<String, Migration<Call, Reply>> byRoute;

    Migrations(Banyan banyan, Shop legacyShop, Shop newShop) {
        this.banyan = banyan;
        this.legacy = side(legacyShop);
        this.fresh = side(newShop);
        this.placeOrder = orders();
        this.byRoute = Stream.concat(reads(), Stream.of(lists(), placeOrder))
                .collect(Collectors.toMap(migration -> migration.route().key(), Function.identity()));
    }

    Migration<Call, Reply> placeOrder() {
        return placeOrder;
    }

    Optional<Migration<Call, Reply>> find(String route) {
        return Optional.ofNullable(byRoute.get(route));
    }

    /** Of two stages: one side is asked, legacy or new. */
    private Stream<Migration<Call, Reply>> reads() {
        return Stream.of(
                        banyan.<Call, Reply>migration("orders.get", TWO, OFF),
                        banyan.<Call, Reply>migration("customers.get", TWO, OFF),
                        banyan.<Call, Reply>migration("catalog.search", TWO, OFF),
                        // The control plane of the demo does not know this one: its overview says so.
                        banyan.<Call, Reply>migration("coupons.check", TWO, OFF))
                .map(builder -> builder.reads(legacy, fresh).build());
    }

    /** Of four stages: both sides are asked, and compared field by field. */
    private Migration<Call, Reply> lists() {
        return banyan.<Call, Reply>migration("orders.list", FOUR, OFF)
                .reads(legacy, fresh)
                .toComparable(Reply::content)
                .allowPath("$.orders[].quantity")
                .build();
    }

    /** Of six stages: both sides are written to, and what one of them misses is kept by the number of the order. */
    private Migration<Call, Reply> orders() {
        return banyan.<Call, Reply>migration("orders.place", SIX, OFF)
                .writes(legacy, fresh)
                .recordKey(Migrations::orderId)
                .build();
    }

    /** A shop that does not do as it was asked says so in its reply; Banyan wants to see it thrown. */
    private static Implementation<Call, Reply> side(Shop shop) {
        return call -> {
            Reply reply = shop.answer(call);
            // A write that is refused must not reach the other side; that an order is unknown is a good answer.
            int bad = call.operation() == Operation.WRITE ? 400 : 500;
            if (reply.status() >= bad) {
                throw new Declined(reply);
            }
            return reply;
        };
    }

    /** Of an order that the first side has taken already. */
    private static String orderId(Call call) {
        return (String) ((Map<?, ?>) Json.read(call.body())).get("id");
    }
}
