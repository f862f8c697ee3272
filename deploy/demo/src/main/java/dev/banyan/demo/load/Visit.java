package dev.banyan.demo.load;

import dev.banyan.demo.SampleCustomers;

/**
 * One request of a customer.
 *
 * @param body the order that is placed, or null for a request that only reads
 */
record Visit(int customer, String path, String body) {

    /** A quarter of the customers have the mobile app, which talks to the new service. */
    boolean mobile() {
        return customer % 4 == 0;
    }

    String country() {
        return SampleCustomers.country(customer);
    }
}
