package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RulesetTest {

    private static final Cohort TARGETED = Rules.cohort("staff", Condition.of("staff", Operator.EQUALS, true));

    @Test
    void says_what_it_is() {
        Ruleset ruleset = Rules.ruleset()
                .rollback(EnvironmentRollback.ISOLATE)
                .segment(segment("staff"))
                .route(Rules.two().cohort(Rules.OFF).build())
                .build();

        assertThat(ruleset.schema()).isEqualTo(1);
        assertThat(ruleset.project()).isEqualTo("shop");
        assertThat(ruleset.environment()).isEqualTo("production");
        assertThat(ruleset.epoch()).isEqualTo("e1");
        assertThat(ruleset.revision()).isEqualTo(42);
        assertThat(ruleset.rollback()).isEqualTo(EnvironmentRollback.ISOLATE);
        assertThat(ruleset.routes()).extracting(RouteRules::key).containsExactly("route");
        assertThat(ruleset.segments()).extracting(Segment::key).containsExactly("staff");
        assertThat(ruleset.route("other")).isNull();
        assertThat(ruleset.route(null)).isNull();
    }

    @Test
    void does_not_follow_its_builder() {
        RulesetBuilder builder =
                Rules.ruleset().route(Rules.two().cohort(Rules.OFF).build());
        Ruleset ruleset = builder.build();
        builder.version("e2", 43).rollback(EnvironmentRollback.ROLLBACK).segment(segment("late"));

        assertThat(ruleset.revision()).isEqualTo(42);
        assertThat(ruleset.segments()).isEmpty();
        assertThat(ruleset.asStale().route("route").rollbackCap()).isNull();
    }

    @Test
    void cannot_be_changed() {
        Ruleset ruleset = Rules.ruleset()
                .segment(segment("staff"))
                .route(Rules.two().cohort(TARGETED).cohort(Rules.OFF).build())
                .build();
        RouteRules route = ruleset.route("route");

        assertThatThrownBy(() -> ruleset.routes().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ruleset.segments().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> route.cohorts().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> TARGETED.conditions().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> segment("x").included().add("y")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> route.kind().stages().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void stale_rules_give_the_same_stages_and_say_so() {
        Ruleset ruleset = Rules.ruleset()
                .route(Rules.two()
                        .cohort(TARGETED)
                        .cohort(Rules.everyone(500_000))
                        .build())
                .build();
        RouteRules fresh = ruleset.route("route");
        RouteRules stale = ruleset.asStale().route("route");

        for (int i = 0; i < 1_000; i++) {
            Context context = Context.of("customer-" + i).with("staff", i % 10 == 0);

            assertThat(stale.decide(context).stage())
                    .isEqualTo(fresh.decide(context).stage());
            assertThat(stale.decide(context).reason()).isEqualTo(Reason.STALE);
            assertThat(fresh.decide(context).reason()).isEqualTo(i % 10 == 0 ? Reason.TARGETING_MATCH : Reason.SPLIT);
        }
    }

    @Test
    void refuses_what_does_not_fit_together() {
        RouteDefinition route = Rules.two().cohort(Rules.OFF).build();
        RouteDefinition random = RouteDefinition.builder("random", RouteKind.TWO, "salt")
                .missingKey(MissingKeyPolicy.RANDOM)
                .cohort(Rules.OFF)
                .build();
        RouteDefinition ghosts = RouteDefinition.builder("ghosts", RouteKind.TWO, "salt")
                .cohort(Rules.cohort("ghosts", Condition.of(null, Operator.IN_SEGMENT, "ghosts")))
                .cohort(Rules.OFF)
                .build();

        assertRefused("duplicate route 'route'", ruleset -> ruleset.route(route).route(route));
        assertRefused(
                "duplicate segment 'a'",
                ruleset -> ruleset.segment(segment("a")).segment(segment("a")));
        assertRefused("route 'random' needs a source of random buckets", ruleset -> ruleset.route(random));
        assertRefused(
                "cohort 'ghosts' asks for segment 'ghosts', which does not exist", ruleset -> ruleset.route(ghosts));
    }

    private static void assertRefused(String message, Consumer<RulesetBuilder> step) {
        assertThatThrownBy(() -> step.accept(Rules.ruleset()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Segment segment(String key) {
        return Segment.of(key, null, List.of("ana"), Collections.emptyList());
    }
}
