package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever order rulesets of one epoch come in, only being called settled ends an emergency. */
class EmergenciesPropertyTest {
    private static final List<String> IDS = List.of("a", "b", "c", "d");
    private static final Context ANA = Context.of("ana");

    /** One ruleset: how far its route is, and what it says about emergencies; route r or all. */
    record Step(long revision, Set<String> listed, Set<String> settled, boolean forAll, EnvironmentRollback mode) {
        Ruleset ruleset() {
            List<Emergency> emergencies = listed.stream()
                    .map(id -> Emergency.of(id, mode, forAll ? null : List.of("r")))
                    .toList();
            return Ruleset.builder("shop", "production")
                    .version("epoch", revision)
                    .emergencies(emergencies, settled)
                    .route(RouteDefinition.builder("r", RouteKind.SIX, "salt")
                            .cohort(Cohort.of("default", List.of(), Rollout.of(Stage.LIVE, Stage.RAMPDOWN, 500_000)))
                            .build())
                    .build();
        }
    }

    @Property
    void only_being_settled_ends_one(@ForAll("steps") List<Step> steps) {
        Ruleset held = null;
        Set<String> open = new HashSet<>();
        for (Step step : steps) {
            held = step.ruleset().carrying(held);
            open.addAll(step.listed());
            open.removeAll(step.settled());

            assertThat(Emergency.ids(held.emergencies())).isEqualTo(open);
            assertThat(Emergency.ids(held.carried()))
                    .noneMatch(step.listed()::contains)
                    .isSubsetOf(open);
            assertCapped(held, !open.isEmpty());
            assertCapped(held.asStale(), !open.isEmpty());
        }
    }

    @Property
    void what_an_older_ruleset_knows_can_be_added(@ForAll("step") Step held, @ForAll("step") Step other) {
        Ruleset before = held.ruleset();
        Ruleset more = before.carrying(other.ruleset());

        Set<String> expected = new HashSet<>(held.listed());
        other.listed().stream().filter(id -> !other.settled().contains(id)).forEach(expected::add);
        expected.removeAll(held.settled());
        assertThat(Emergency.ids(more.emergencies())).isEqualTo(expected);
        assertThat(more.revision()).isEqualTo(held.revision());
        assertThat(more == before).isEqualTo(expected.equals(Emergency.ids(before.emergencies())));
    }

    private static void assertCapped(Ruleset ruleset, boolean capped) {
        RouteRules route = ruleset.route("r");
        assertThat(route.rollbackCap() != null).isEqualTo(capped);
        assertThat(route.decide(ANA).isNew()).isEqualTo(!capped);
        assertThat(route.decide(ANA).reason() == Reason.ROLLBACK).isEqualTo(capped);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return step().list().ofMinSize(1).ofMaxSize(20);
    }

    @Provide
    Arbitrary<Step> step() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 9),
                        Arbitraries.of(IDS).set(),
                        Arbitraries.of(IDS).set().ofMaxSize(2),
                        Arbitraries.of(true, false),
                        Arbitraries.of(EnvironmentRollback.class))
                .as(Step::new);
    }
}
