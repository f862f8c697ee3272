package dev.banyan.demo;

import dev.banyan.harness.JsonText;
import java.util.List;
import java.util.Map;

/** A route of the sample project, with the changes that bring it to where a newcomer finds it. */
record SampleRoute(
        String key, String description, String method, String path, int kind, String team, List<Step> steps) {

    /** One change of its flag, as the API takes it. */
    record Step(String json) {

        static Step move(String from, String to, int percentage, String reason) {
            return new Step(JsonText.object("from", from, "to", to, "percentage", percentage, "reason", reason));
        }

        /** @param control of what is compared: how much asks one side twice, so that what always differs is known for noise */
        static Step compare(int percentage, int control, String reason) {
            Map<String, Integer> shadow = Map.of("percentage", percentage, "control", control);
            return new Step(JsonText.object("shadow", shadow, "reason", reason));
        }

        /** A breaker that opens within seconds, but not at the half of all calls that the first steps of the demo let fail. */
        static Step protect(int errorRate, String reason) {
            Map<String, Integer> breaker =
                    Map.of("errorRate", errorRate, "windowSeconds", 5, "minimumCalls", 20, "openSeconds", 10);
            return new Step(JsonText.object("breaker", breaker, "reason", reason));
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
                    List.of(Step.move("off", "complete", 0, "Ready to move: the new service knows every order."))),
            new SampleRoute(
                    "orders.list",
                    "Lists a customer's orders, newest last.",
                    "GET",
                    "/orders",
                    4,
                    "orders",
                    List.of(
                            Step.move("off", "shadow", 10, "Compare a tenth first."),
                            Step.compare(50, 20, "Half of the lists will do; find out what always differs."),
                            Step.move("off", "shadow", 100, "No differences in a tenth."))),
            new SampleRoute(
                    "orders.place",
                    "Places an order.",
                    "POST",
                    "/orders",
                    6,
                    "orders",
                    List.of(
                            Step.move("off", "dualwrite", 100, "Keep the new service's data in step."),
                            Step.move("dualwrite", "shadow", 100, "In step for a week."))),
            new SampleRoute(
                    "customers.get",
                    "Shows a customer's own page.",
                    "GET",
                    "/customers/{id}",
                    2,
                    "catalog",
                    List.of(
                            Step.move("off", "complete", 5, "First customers."),
                            Step.move("off", "complete", 50, "A week without complaints."),
                            Step.move("off", "complete", 100, "All of them."),
                            Step.protect(80, "Rather legacy than errors."))),
            new SampleRoute(
                    "catalog.search",
                    "Searches the catalogue by word.",
                    "GET",
                    "/catalog/search",
                    2,
                    "catalog",
                    List.of(
                            Step.move("off", "complete", 10, "First customers."),
                            Step.move("off", "complete", 40, "Faster than before, no more errors."))));

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
