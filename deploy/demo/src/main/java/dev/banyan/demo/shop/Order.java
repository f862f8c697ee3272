package dev.banyan.demo.shop;

import dev.banyan.harness.JsonText;

/** @param id customer, dash, number: the customer's own numbering, so that both sides know an order by one name */
record Order(String id, String article, int quantity) {

    static String customerOf(String id) {
        return id.substring(0, Math.max(0, id.indexOf('-')));
    }

    String customer() {
        return customerOf(id);
    }

    String json() {
        return JsonText.object("id", id, "article", article, "quantity", quantity);
    }
}
