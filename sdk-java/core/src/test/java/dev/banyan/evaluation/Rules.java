package dev.banyan.evaluation;

import java.util.Collections;

/** Short ways to the rules that tests need. */
final class Rules {

    static final Cohort OFF = everyone(0);

    private Rules() {}

    /** The default cohort of a route of two stages. */
    static Cohort everyone(int share) {
        return Cohort.of("default", Collections.emptyList(), Rollout.of(Stage.OFF, Stage.COMPLETE, share));
    }

    /** A cohort of a route of two stages, all of it at the new stage. */
    static Cohort cohort(String name, Condition condition) {
        return Cohort.of(
                name, Collections.singletonList(condition), Rollout.of(Stage.OFF, Stage.COMPLETE, Bucketing.BUCKETS));
    }

    static RouteDefinition.Builder two() {
        return RouteDefinition.builder("route", RouteKind.TWO, "k3v9Zq81mXw20pL");
    }

    static RulesetBuilder ruleset() {
        return Ruleset.builder("shop", "production").version("e1", 42);
    }

    static RouteRules route(RouteDefinition.Builder route) {
        return ruleset().route(route.build()).build().route("route");
    }
}
