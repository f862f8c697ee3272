package dev.banyan.demo;

import dev.banyan.harness.JsonText;
import java.util.List;

/** A plan that takes a route through its steps while somebody looks on; a real one takes days. */
record SamplePlan(String route, List<Step> steps) {

    /** Callers on new, and what must have happened before it goes on. */
    record Step(int percentage, int seconds, int requests, String guard) {

        private String json() {
            return JsonText.object(
                    "percentage", percentage, "minimumSeconds", seconds, "minimumRequests", requests, "guard", guard);
        }
    }

    static final SamplePlan ORDERS = new SamplePlan(
            "orders.get",
            List.of(
                    new Step(5, 15, 30, "not-harmful"),
                    new Step(25, 20, 200, "not-harmful"),
                    new Step(50, 20, 500, "healthy"),
                    new Step(100, 0, 0, "not-harmful")));

    String json() {
        return "{\"steps\":" + JsonText.array(steps.stream().map(Step::json).toList()) + "}";
    }
}
