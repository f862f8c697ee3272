package dev.banyan.demo.shop;

import dev.banyan.demo.SampleCustomers;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The database of one side, in memory: a table each of customers, orders and articles, which nobody shares. Both sides begin with the
 * same records; from then on each has what was written to it.
 */
final class Database {

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

    private static final Comparator<Order> BY_NUMBER =
            Comparator.<Order>comparingInt(order -> order.id().length()).thenComparing(Order::id);

    private final Map<String, Customer> customers = new ConcurrentHashMap<>();

    /** By customer, then by id; a customer's oldest go when there are too many, so that a demo may run for weeks. */
    private final Map<String, Map<String, Order>> orders = new ConcurrentHashMap<>();

    Database() {
        for (int customer = 1; customer <= SampleCustomers.COUNT; customer++) {
            String id = String.valueOf(customer);
            customers.put(id, new Customer(id, "Customer " + id, SampleCustomers.country(customer)));
            for (int number = 1; number <= FIRST_ORDERS; number++) {
                String article = ARTICLES.get((customer * 7 + number) % ARTICLES.size());
                place(new Order(id + "-" + number, article, 1 + (customer + number) % 3));
            }
        }
    }

    /** The same order twice is one order, so that a write can be repeated. */
    void place(Order order) {
        orders.compute(order.customer(), (customer, placed) -> {
            Map<String, Order> all = placed == null ? new LinkedHashMap<>() : new LinkedHashMap<>(placed);
            all.remove(order.id());
            all.put(order.id(), order);
            if (all.size() > MOST_ORDERS) {
                all.remove(all.keySet().iterator().next());
            }
            return all;
        });
    }

    Optional<Order> order(String id) {
        return Optional.ofNullable(placedBy(Order.customerOf(id)).get(id));
    }

    /** In the order of their numbers, which both sides share, not in the order in which they were written. */
    List<Order> ordersOf(String customer) {
        return placedBy(customer).values().stream().sorted(BY_NUMBER).toList();
    }

    Optional<Customer> customer(String id) {
        return Optional.ofNullable(customers.get(id));
    }

    List<String> articles(String word) {
        return ARTICLES.stream().filter(article -> article.contains(word)).toList();
    }

    private Map<String, Order> placedBy(String customer) {
        return orders.getOrDefault(customer, Map.of());
    }
}
