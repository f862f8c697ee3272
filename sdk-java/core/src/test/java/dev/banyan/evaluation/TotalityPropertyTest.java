package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Whatever rules, contexts and keys come together: there is a decision, and never {@link Reason#ERROR}. */
class TotalityPropertyTest {

    private static final List<String> NAMES = List.of("a", "b", Context.TARGETING_KEY);

    @Property(tries = 2_000, seed = "41")
    void there_is_always_a_decision(
            @ForAll("routes") RouteDefinition.Builder definition, @ForAll("contexts") Context context) {
        RouteRules route = Rules.route(definition);
        Decision decision = route.decide(context);

        assertThat(decision.reason()).isNotIn(Reason.ERROR, Reason.DEFAULT, Reason.PINNED);
        assertThat(decision.stage()).isIn(route.kind().stages());
        assertThat(route.explain(context).decision()).isSameAs(decision);
    }

    @Property(tries = 2_000, seed = "42")
    void a_condition_and_its_opposite_never_both_hold(
            @ForAll("conditions") Condition condition, @ForAll("contexts") Context context) {
        Truth truth = truth(condition, context);

        assertThat(truth(condition.not(), context)).isEqualTo(truth.negated());
        assertThat(truth.negated().negated()).isEqualTo(truth);
    }

    /** But that of segments, which asks other conditions. */
    @Example
    void every_operator_is_among_the_conditions() {
        Set<Operator> operators = conditions()
                .sampleStream()
                .limit(2_000)
                .map(Condition::operator)
                .collect(Collectors.toSet());

        assertThat(operators).containsAll(EnumSet.complementOf(EnumSet.of(Operator.IN_SEGMENT)));
    }

    private static Truth truth(Condition condition, Context context) {
        return Checks.compile(List.of(condition), Map.of())[0].of(context);
    }

    @Provide
    Arbitrary<RouteDefinition.Builder> routes() {
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        return Combinators.combine(
                        Arbitraries.of(RouteKind.values()),
                        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(20),
                        Arbitraries.of(NAMES),
                        conditions().list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.integers().between(0, 4),
                        flags,
                        flags)
                .as((kind, salt, bucketBy, conditions, share, step, rolledBack, enabled) -> {
                    int from = step % (kind.stageCount() - 1);
                    Rollout rollout =
                            Rollout.of(kind.stages().get(from), kind.stages().get(from + 1), share);
                    RouteDefinition.Builder route = RouteDefinition.builder("route", kind, salt)
                            .bucketBy(bucketBy)
                            .rollback(rolledBack ? kind.rollbackStage() : null)
                            .cohort(Cohort.of("some", conditions, rollout))
                            .cohort(Cohort.of("default", List.of(), rollout));
                    return enabled ? route : route.disabled();
                });
    }

    @Provide
    Arbitrary<Condition> conditions() {
        Arbitrary<Tuple2<Operator, List<Object>>> operators = Arbitraries.oneOf(
                one(values(), Operator.EQUALS),
                texts().list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .flatMap(texts ->
                                some(texts, Operator.IN, Operator.STARTS_WITH, Operator.ENDS_WITH, Operator.CONTAINS)),
                one(
                        numbers(),
                        Operator.LESS_THAN,
                        Operator.LESS_THAN_OR_EQUAL,
                        Operator.GREATER_THAN,
                        Operator.GREATER_THAN_OR_EQUAL,
                        Operator.BEFORE,
                        Operator.AFTER),
                one(times(), Operator.BEFORE, Operator.AFTER),
                one(versions(), Operator.SEMVER_EQUAL, Operator.SEMVER_LESS_THAN, Operator.SEMVER_GREATER_THAN));
        return Combinators.combine(Arbitraries.of(NAMES), operators, Arbitraries.of(true, false))
                .as((name, operator, negated) -> {
                    Condition condition = Condition.of(name, operator.get1(), operator.get2());
                    return negated ? condition.not() : condition;
                });
    }

    private static Arbitrary<Tuple2<Operator, List<Object>>> one(Arbitrary<?> values, Operator... operators) {
        return values.flatMap(value -> some(List.of(value), operators));
    }

    private static Arbitrary<Tuple2<Operator, List<Object>>> some(List<?> values, Operator... operators) {
        return Arbitraries.of(operators).map(operator -> Tuple.of(operator, List.copyOf(values)));
    }

    @Provide
    Arbitrary<Context> contexts() {
        return Combinators.combine(texts().injectNull(0.3), values().injectNull(0.2), values().injectNull(0.2))
                .as((key, a, b) -> Context.builder(key).set("a", a).set("b", b).build());
    }

    private static Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                texts().map(text -> (Object) text),
                numbers().map(number -> (Object) number),
                times().map(time -> (Object) time),
                versions().map(version -> (Object) version),
                Arbitraries.of(true, false).map(flag -> (Object) flag));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(20);
    }

    private static Arbitrary<Number> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().filter(number -> number != Long.MIN_VALUE).map(number -> (Number) number),
                Arbitraries.doubles().lessOrEqual(1e18).greaterOrEqual(-1e18).map(number -> (Number) number));
    }

    private static Arbitrary<String> times() {
        return Arbitraries.of("2026-01-31", "2026-01-31T12:00:00Z", "1969-07-20T20:17:40.5+00:00");
    }

    private static Arbitrary<String> versions() {
        return Arbitraries.of("1.0.0", "1.0.0-rc.1", "2.10.0+build", "0.0.0-0", "99999999999999999999.0.0");
    }
}
