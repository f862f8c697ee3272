package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Emergency;
import dev.banyan.evaluation.EnvironmentRollback;
import dev.banyan.evaluation.Rollout;
import dev.banyan.evaluation.RouteDefinition;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * While a change spreads, one service of a request may hold the rules before it and the other those after it. With the pin of the
 * first, the second answers from the same side; that a change was the first to bring makes no difference.
 */
class AgreementTest {
    private static final String ROUTE = "orders.get";
    private static final Emergency EMERGENCY = Emergency.of("e-1", EnvironmentRollback.ROLLBACK, List.of(ROUTE));

    /** How a rollback comes: with a revision of its own, or ahead of it. */
    enum Way {
        NONE,
        COMMITTED,
        EMERGENCY
    }

    /** A rollout and the one that the next change makes of it, or a rollback. */
    record Step(RouteKind kind, Rollout before, Rollout after, Way way) {
        boolean rolledBack() {
            return way != Way.NONE;
        }

        boolean leadsToLegacy() {
            return before.from().side() == Side.LEGACY;
        }

        long revision(boolean isAfter) {
            return isAfter && way != Way.EMERGENCY ? 43 : 42;
        }

        RouteRules rules(boolean isAfter) {
            RouteDefinition.Builder route = RouteDefinition.builder(ROUTE, kind, "k3v9Zq81mXw20pL")
                    .cohort(Cohort.of("default", List.of(), isAfter && !rolledBack() ? after : before))
                    .rollback(isAfter && way == Way.COMMITTED ? kind.rollbackStage() : null);
            boolean emergency = isAfter && way == Way.EMERGENCY;
            return Ruleset.builder("shop", "production")
                    .version("epoch", revision(isAfter))
                    .emergencies(emergency ? List.of(EMERGENCY) : List.of(), List.of())
                    .route(route.build())
                    .build()
                    .route(ROUTE);
        }
    }

    @Property(tries = 5_000)
    void both_services_of_a_request_agree(
            @ForAll("steps") Step step, @ForAll boolean firstHasIt, @ForAll boolean secondHasIt, @ForAll int customer) {
        Context context = Context.of("customer-" + customer);
        Decision first = step.rules(firstHasIt).decide(context);
        Decision second = follow(step.rules(secondHasIt), step.revision(secondHasIt), context, first);

        // A rollback is stronger than agreement: who knows of it does not follow one who does not.
        boolean knowsBetter = step.rolledBack() && !firstHasIt && secondHasIt;
        // An emergency has no revision, so that a pin cannot tell of it: a breaker in one process would look the same.
        boolean cannotTell = step.way() == Way.EMERGENCY && firstHasIt && !secondHasIt && !step.leadsToLegacy();
        if (knowsBetter) {
            assertThat(second.isNew()).isFalse();
        } else if (!cannotTell) {
            assertThat(second.side()).as("%s then %s", first, second).isEqualTo(first.side());
        }
    }

    @Property(tries = 2_000)
    void without_a_pin_they_would_not(@ForAll("switches") Step step) {
        long apart = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> Context.of("customer-" + i))
                .filter(c -> step.rules(false).decide(c).side()
                        != step.rules(true).decide(c).side())
                .count();
        assertThat(apart).isPositive();
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Way> rollback =
                Arbitraries.frequency(Tuple.of(4, Way.NONE), Tuple.of(1, Way.COMMITTED), Tuple.of(1, Way.EMERGENCY));
        return Arbitraries.of(RouteKind.class)
                .flatMap(kind -> Combinators.combine(
                                Arbitraries.integers().between(0, kind.stageCount() - 2),
                                Arbitraries.integers().between(-1, 1),
                                Arbitraries.integers().between(0, 1_000_000),
                                Arbitraries.integers().between(0, 1_000_000),
                                rollback)
                        .as((at, move, before, after, way) -> step(kind, at, move, before, after, way)));
    }

    /** Those that move everybody over the switch at once: the other steps may leave all customers where they are. */
    @Provide
    Arbitrary<Step> switches() {
        return Arbitraries.of(RouteKind.class).map(kind -> {
            int shadow = kind == RouteKind.SIX ? 2 : kind == RouteKind.FOUR ? 1 : 0;
            return step(kind, shadow, 0, 0, 1_000_000, Way.NONE);
        });
    }

    private static Step step(RouteKind kind, int at, int move, int before, int after, Way way) {
        int next = Math.max(0, Math.min(kind.stageCount() - 2, at + move));
        return new Step(kind, rollout(kind, at, before), rollout(kind, next, after), way);
    }

    private static Rollout rollout(RouteKind kind, int at, int share) {
        Stage from = kind.stages().get(at);
        return Rollout.of(from, kind.stages().get(at + 1), share);
    }

    private static Decision follow(RouteRules rules, long revision, Context context, Decision first) {
        Decision byRules = rules.decide(context);
        Decision pinned = new PinnedDecisions(rules, revision).at(first.side(), first.revision(), byRules.stage());
        return pinned == null ? byRules : pinned;
    }
}
