package dev.banyan.demo.shop;

import dev.banyan.evaluation.Context;
import dev.banyan.sdk.Operation;

/**
 * A customer's request.
 *
 * @param query the raw query, or an empty text
 * @param pins the header with what another service decided for this request already; empty when there is none
 * @param forwarded whether the other service sent it here to be served, whatever this one would decide
 */
record Call(
        String method,
        String path,
        String query,
        String customer,
        String country,
        String body,
        String pins,
        boolean forwarded) {

    static final String CUSTOMER = "Shop-Customer";
    static final String COUNTRY = "Shop-Country";
    static final String FORWARDED = "Shop-Forwarded";

    /** One that a service makes of its own accord, for whoever it asks to answer. */
    static Call toBeServed(String method, String path, String customer, String body) {
        return new Call(method, path, "", customer, "", body, "", true);
    }

    Operation operation() {
        return method.equals("GET") ? Operation.READ : Operation.WRITE;
    }

    Context context() {
        return Customer.context(customer, country);
    }

    Call pinned(String decided) {
        return new Call(method, path, query, customer, country, body, decided, forwarded);
    }
}
