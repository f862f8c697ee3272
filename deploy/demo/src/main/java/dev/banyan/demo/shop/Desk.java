package dev.banyan.demo.shop;

import dev.banyan.harness.JsonText;
import dev.banyan.wire.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** Answers a call from a database: the part that a real shop would have written twice, in its old way and its new one. */
final class Desk implements Shop {

    private final Database database;
    private final Clock clock;

    Desk(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Reply answer(Call call) {
        String path = call.path();
        return switch (call.method()) {
            case "POST" -> path.equals("/orders") ? place(call) : Reply.of(405, "cannot be posted to");
            case "GET" -> {
                if (path.equals("/orders")) {
                    yield list(call.customer());
                }
                if (path.equals("/catalog/search")) {
                    yield search(call.query());
                }
                yield item(path);
            }
            default -> Reply.of(405, "only GET and POST are known here");
        };
    }

    private Reply item(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals("/orders/" + id)) {
            return database.order(id).map(order -> Reply.ok(order.json())).orElse(Reply.of(404, "no such order"));
        }
        if (path.equals("/customers/" + id)) {
            return database.customer(id).map(this::page).orElse(Reply.of(404, "no such customer"));
        }
        if (path.equals("/coupons/" + id)) {
            return Reply.of(404, "no such coupon");
        }
        return Reply.of(404, "nothing here");
    }

    private Reply page(Customer customer) {
        int orders = database.ordersOf(customer.id()).size();
        return Reply.ok(JsonText.object("id", customer.id(), "name", customer.name(), "orders", orders));
    }

    /** With the time, which no two answers share: what a comparison has to learn to leave aside. */
    private Reply list(String customer) {
        String orders = JsonText.array(
                database.ordersOf(customer).stream().map(Order::json).toList());
        String now = JsonText.text(clock.instant().toString());
        return Reply.ok("{\"orders\":" + orders + ",\"servedAt\":" + now + "}");
    }

    private Reply search(String query) {
        String word = query.startsWith("q=") ? URLDecoder.decode(query.substring(2), StandardCharsets.UTF_8) : "";
        return Reply.ok(JsonText.array(
                database.articles(word).stream().map(JsonText::text).toList()));
    }

    private Reply place(Call call) {
        if (!(Json.read(call.body()) instanceof Map<?, ?> fields
                && fields.get("id") instanceof String id
                && id.startsWith(call.customer() + "-")
                && fields.get("article") instanceof String article
                && fields.get("quantity") instanceof Long quantity)) {
            return Reply.of(422, "an order needs an id of the customer's own, an article and a quantity");
        }
        Order order = new Order(id, article, Math.toIntExact(quantity));
        database.place(order);
        return new Reply(201, order.json());
    }
}
