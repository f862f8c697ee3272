package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the performance policy of {@link RouteRules}, interpreted or compiled: a decision allocates nothing. */
class NoAllocationTest {

    private static final int DECISIONS = 20_000;
    /** What the measurement itself may take; one byte per decision would be far above. */
    private static final long NOISE = 4_096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final Context CONTEXT = Context.of("customer-00012345678")
            .with("text", "ana@shop.example")
            .with("number", 42)
            .with("fraction", 41.5)
            .with("flag", true)
            .with("time", "2026-02-28T23:59:59.123+01:00")
            .with("version", "1.10.0-rc.1+build");

    @ParameterizedTest
    @MethodSource("conditions")
    void a_condition_allocates_nothing(Condition condition) {
        assertAllocatesNothing(split(condition, Context.TARGETING_KEY), CONTEXT);
        assertAllocatesNothing(split(condition.not(), Context.TARGETING_KEY), CONTEXT);
    }

    @Test
    void every_operator_is_measured() {
        assertThat(conditions().map(Condition::operator)).contains(Operator.values());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_key_allocates_nothing(String key) {
        Condition condition = Condition.of("number", Operator.EQUALS, 42);

        assertAllocatesNothing(split(condition, "account"), CONTEXT.with("account", key));
        assertAllocatesNothing(split(condition, Context.TARGETING_KEY), Context.of(key));
    }

    static Stream<Condition> conditions() {
        Map<Operator, Object> values = Map.ofEntries(
                Map.entry(Operator.STARTS_WITH, "bob"),
                Map.entry(Operator.ENDS_WITH, "@shop.example"),
                Map.entry(Operator.CONTAINS, "shop"),
                Map.entry(Operator.LESS_THAN, 42.5),
                Map.entry(Operator.LESS_THAN_OR_EQUAL, 42),
                Map.entry(Operator.GREATER_THAN, 41),
                Map.entry(Operator.GREATER_THAN_OR_EQUAL, 41.5),
                Map.entry(Operator.BEFORE, "2026-03-01"),
                Map.entry(Operator.AFTER, "2026-01-01"),
                Map.entry(Operator.SEMVER_EQUAL, "1.10.0"),
                Map.entry(Operator.SEMVER_LESS_THAN, "1.10.0"),
                Map.entry(Operator.SEMVER_GREATER_THAN, "1.9.0"),
                Map.entry(Operator.IN_SEGMENT, "pilot"),
                Map.entry(Operator.EQUALS, "ana@shop.example"));
        Stream<Condition> each = Stream.of("text", "number", "fraction", "flag", "time", "version", "none")
                .flatMap(attribute -> values.entrySet().stream()
                        .map(entry -> Condition.of(attribute, entry.getKey(), entry.getValue())));
        return Stream.concat(
                each,
                Stream.of(Condition.of("text", Operator.IN, "a", "b"), Condition.of("number", Operator.IN, 1, 42)));
    }

    static Stream<String> keys() {
        return Stream.of(
                "a", "customer-00012345678", "Grüße aus Köln", "日本語", "\ud83d\ude00\ud83d", "x".repeat(100), "");
    }

    private static RouteRules split(Condition condition, String bucketBy) {
        Segment pilot = Segment.of(
                "pilot", "number", List.of("42", "ana"), List.of(Condition.of("flag", Operator.EQUALS, false)));
        RouteDefinition route = Rules.two()
                .bucketBy(bucketBy)
                .cohort(Cohort.of("some", List.of(condition), Rollout.of(Stage.OFF, Stage.COMPLETE, 250_000)))
                .cohort(Rules.everyone(500_000))
                .build();
        return Rules.ruleset().segment(pilot).route(route).build().route("route");
    }

    private static void assertAllocatesNothing(RouteRules route, Context context) {
        int moved = decide(route, context);
        long before = allocated();
        moved += decide(route, context);
        long taken = allocated() - before;

        assertThat(taken).isLessThan(NOISE);
        assertThat(moved % DECISIONS).isZero();
    }

    private static int decide(RouteRules route, Context context) {
        int moved = 0;
        for (int i = 0; i < DECISIONS; i++) {
            moved += route.decide(context).isNew() ? 1 : 0;
        }
        return moved;
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
