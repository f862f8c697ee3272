package dev.banyan.demo;

import java.util.List;

/** A route of the sample project, with the changes that bring it to where a newcomer finds it. */
record SampleRoute(
        String key, String description, String method, String path, int kind, String team, List<Step> steps) {

    /** One change of its flag. */
    record Step(String from, String to, int percentage, String reason) {

        String json() {
            return JsonText.object("from", from, "to", to, "percentage", percentage, "reason", reason);
        }
    }

    static final List<SampleRoute> ALL = List.of(
            new SampleRoute(
                    "orders.get",
                    "Shows one order to the customer.",
                    "GET",
                    "/orders/{id}",
                    2,
                    "orders",
                    List.of(new Step("off", "complete", 0, "Ready to move: the new service knows every order."))),
            new SampleRoute(
                    "orders.list",
                    "Lists a customer's orders, newest last.",
                    "GET",
                    "/orders",
                    4,
                    "orders",
                    List.of(
                            new Step("off", "shadow", 10, "Compare a tenth first."),
                            new Step("off", "shadow", 100, "No differences in a tenth."))),
            new SampleRoute(
                    "orders.place",
                    "Places an order.",
                    "POST",
                    "/orders",
                    6,
                    "orders",
                    List.of(new Step("off", "dualwrite", 100, "Keep the new service's data in step."))),
            new SampleRoute(
                    "customers.get",
                    "Shows a customer's own page.",
                    "GET",
                    "/customers/{id}",
                    2,
                    "catalog",
                    List.of(
                            new Step("off", "complete", 5, "First customers."),
                            new Step("off", "complete", 50, "A week without complaints."),
                            new Step("off", "complete", 100, "All of them."))),
            new SampleRoute(
                    "catalog.search",
                    "Searches the catalogue by word.",
                    "GET",
                    "/catalog/search",
                    2,
                    "catalog",
                    List.of(
                            new Step("off", "complete", 10, "First customers."),
                            new Step("off", "complete", 40, "Faster than before, no more errors."))));

    String json() {
        return JsonText.object(
                "key",
                key,
                "description",
                description,
                "method",
                method,
                "path",
                path,
                "kind",
                kind,
                "legacyTarget",
                "legacy-shop",
                "newTarget",
                "new-orders",
                "ownerTeam",
                team,
                "migration",
                "orders-to-the-new-stack",
                "bucketBy",
                "targetingKey",
                "missingKey",
                "legacy",
                "data",
                "partitioned");
    }
}
