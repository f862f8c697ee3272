package dev.banyan.demo.shop;

import dev.banyan.evaluation.Context;

/** A row of the table of customers. */
record Customer(String id, String name, String country) {

    /** What Banyan may look at to decide; the customer is the targeting key. */
    static Context context(String id, String country) {
        return Context.of(id).with("country", country);
    }
}
