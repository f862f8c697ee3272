package dev.banyan.demo.shop;

import dev.banyan.demo.JsonText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The data of one side, in memory: customers, what they ordered, what can be ordered. */
final class Stock {

    static final int CUSTOMERS = 2_000;
    static final int FIRST_ORDERS = 5;

    private static final int MOST_ORDERS = 20;
    private static final List<String> ARTICLES = List.of(
            "walnut desk",
            "oak shelf",
            "reading lamp",
            "linen curtain",
            "wool blanket",
            "cork board",
            "clay teapot",
            "steel kettle");

    /** Newest last; the oldest go when there are too many, so that a demo may run for weeks. */
    private final Map<String, Deque<Order>> orders = new ConcurrentHashMap<>();

    Stock() {
        for (int customer = 1; customer <= CUSTOMERS; customer++) {
            for (int number = 1; number <= FIRST_ORDERS; number++) {
                String article = ARTICLES.get((customer * 7 + number) % ARTICLES.size());
                place(new Order(customer + "-" + number, article, 1 + (customer + number) % 3));
            }
        }
    }

    /** The same order twice is one order, so that a write can be repeated. */
    void place(Order order) {
        orders.compute(order.customer(), (customer, placed) -> {
            Deque<Order> all = placed == null ? new ArrayDeque<>() : new ArrayDeque<>(placed);
            all.removeIf(earlier -> earlier.id().equals(order.id()));
            all.addLast(order);
            if (all.size() > MOST_ORDERS) {
                all.removeFirst();
            }
            return all;
        });
    }

    Optional<Order> order(String id) {
        return ofCustomer(new Order(id, "", 0).customer()).stream()
                .filter(order -> order.id().equals(id))
                .findFirst();
    }

    List<Order> ofCustomer(String customer) {
        return List.copyOf(orders.getOrDefault(customer, new ArrayDeque<>()));
    }

    Optional<String> customer(String id) {
        return orders.containsKey(id)
                ? Optional.of(JsonText.object(
                        "id",
                        id,
                        "name",
                        "Customer " + id,
                        "orders",
                        ofCustomer(id).size()))
                : Optional.empty();
    }

    List<String> articles(String word) {
        return ARTICLES.stream().filter(article -> article.contains(word)).toList();
    }
}
