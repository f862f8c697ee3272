package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class RouteRulesTest {

    @Test
    void says_what_it_is() {
        RouteRules route = Rules.route(Rules.two()
                .bucketBy("account")
                .answers("GET", "/orders/{id}")
                .rollback(Stage.OFF)
                .cohort(Rules.everyone(250_000)));

        assertThat(route.key()).isEqualTo("route");
        assertThat(route.kind()).isEqualTo(RouteKind.TWO);
        assertThat(route.salt()).isEqualTo("k3v9Zq81mXw20pL");
        assertThat(route.bucketBy()).isEqualTo("account");
        assertThat(route.missingKey()).isEqualTo(MissingKeyPolicy.LEGACY);
        assertThat(route.method()).isEqualTo("GET");
        assertThat(route.pathTemplate()).isEqualTo("/orders/{id}");
        assertThat(route.enabled()).isTrue();
        assertThat(route.rollbackCap()).isEqualTo(Stage.OFF);
        assertThat(route.cohorts()).extracting(Cohort::name).containsExactly("default");
    }

    @Test
    void the_same_outcome_is_the_same_object() {
        RouteRules route = Rules.route(Rules.two().cohort(Rules.everyone(500_000)));

        assertThat(route.decide(Context.of("ana")))
                .isSameAs(route.decide(Context.of("ana").with("a", 1)));
    }

    @Test
    void nobody_is_the_anonymous_context() {
        RouteRules route = Rules.route(Rules.two().cohort(Rules.everyone(500_000)));

        assertThat(route.decide(null)).isSameAs(route.decide(Context.anonymous()));
        assertThat(route.explain(null).decision()).isSameAs(route.decide(null));
    }

    @Test
    void whatever_is_thrown_inside_gives_legacy_and_an_error() {
        for (Throwable thrown : List.of(new IllegalStateException("broken"), new StackOverflowError())) {
            RouteRules route = withRandomBuckets(() -> sneaky(thrown));
            Decision decision = route.decide(Context.anonymous());

            assertThat(decision.stage()).isEqualTo(Stage.OFF);
            assertThat(decision.reason()).isEqualTo(Reason.ERROR);
            assertThat(route.explain(Context.anonymous()).decision()).isSameAs(decision);
        }
    }

    @Test
    void a_random_bucket_outside_the_range_is_no_error() {
        assertThat(withRandomBuckets(() -> Integer.MIN_VALUE).decide(null).isNew())
                .isTrue();
        assertThat(withRandomBuckets(() -> Integer.MAX_VALUE).decide(null).isNew())
                .isFalse();
    }

    @Test
    void a_decision_tells_its_story() {
        RouteRules route = Rules.route(Rules.two().cohort(Rules.everyone(500_000)));

        assertThat(route.decide(null)).hasToString("route=off (SPLIT, cohort default, revision 42, key missing)");
        assertThat(Decision.of("other", Stage.OFF, Reason.DEFAULT, 0)).hasToString("other=off (DEFAULT, revision 0)");
    }

    @Test
    void a_missing_key_leaves_the_side_open_only_where_the_side_depends_on_it() {
        RouteRules split = Rules.route(Rules.two().cohort(Rules.everyone(500_000)));
        RouteRules rolledBack = Rules.route(Rules.two().rollback(Stage.OFF).cohort(Rules.everyone(500_000)));
        RouteRules byChance = withRandomBuckets(() -> 0);

        assertThat(split.leavesSideOpen(split.decide(null))).isTrue();
        assertThat(split.leavesSideOpen(split.decide(Context.of("ana")))).isFalse();
        assertThat(rolledBack.leavesSideOpen(rolledBack.decide(null))).isFalse();
        assertThat(byChance.leavesSideOpen(byChance.decide(null))).isFalse();
    }

    private static RouteRules withRandomBuckets(IntSupplier source) {
        RouteDefinition route = Rules.two()
                .missingKey(MissingKeyPolicy.RANDOM)
                .cohort(Rules.everyone(500_000))
                .build();
        return Rules.ruleset().randomBuckets(source).route(route).build().route("route");
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> int sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
