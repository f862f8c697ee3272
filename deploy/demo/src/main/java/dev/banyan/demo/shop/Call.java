package dev.banyan.demo.shop;

import dev.banyan.evaluation.Context;
import dev.banyan.sdk.Operation;

/**
 * A customer's request.
 *
 * @param query the raw query, or an empty text
 * @param pins the header with what another service decided for this request already; empty for one that comes from a customer
 */
record Call(String method, String path, String query, String customer, String country, String body, String pins) {

    static final String CUSTOMER = "Shop-Customer";
    static final String COUNTRY = "Shop-Country";

    Operation operation() {
        return method.equals("GET") ? Operation.READ : Operation.WRITE;
    }

    /** What Banyan may look at to decide; the customer is the targeting key. */
    Context context() {
        return Context.of(customer).with("country", country);
    }

    Call pinned(String decided) {
        return new Call(method, path, query, customer, country, body, decided);
    }
}
