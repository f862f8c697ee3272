package dev.banyan.demo.load;

import dev.banyan.demo.SampleCustomers;
import dev.banyan.harness.JsonText;
import java.util.random.RandomGenerator;

/** What customers do: mostly look at an order, seldom place one. */
final class Visits {

    /** Every customer starts with that many orders, numbered from one. */
    private static final int KNOWN_ORDERS = 3;

    /** A customer's new orders go round in these numbers, so that the shops' memory stays bounded. */
    private static final int NEW_ORDERS = 12;

    /** Mild: the best customer makes about 2 % of the requests, so that a share of customers is nearly that of traffic. */
    private static final double EXPONENT = 0.6;

    private static final String[] WORDS = {"desk", "oak", "lamp", "wool", "tea", "steel", ""};

    private final Zipf customers = new Zipf(SampleCustomers.COUNT, EXPONENT);

    Visit next(RandomGenerator random) {
        int customer = customers.draw(random);
        int action = random.nextInt(100);
        if (action < 40) {
            return read(customer, "/orders/" + customer + "-" + (1 + random.nextInt(KNOWN_ORDERS)));
        }
        if (action < 60) {
            return read(customer, "/customers/" + customer);
        }
        if (action < 80) {
            return read(customer, "/catalog/search?q=" + WORDS[random.nextInt(WORDS.length)]);
        }
        if (action < 93) {
            return read(customer, "/orders");
        }
        String id = customer + "-" + (100 + random.nextInt(NEW_ORDERS));
        String order = JsonText.object("id", id, "article", "reading lamp", "quantity", 1 + random.nextInt(3));
        return new Visit(customer, "/orders", order);
    }

    private static Visit read(int customer, String path) {
        return new Visit(customer, path, null);
    }
}
