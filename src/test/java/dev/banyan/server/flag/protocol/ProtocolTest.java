package dev.banyan.server.flag.protocol;

import static dev.banyan.server.flag.protocol.Budget.CRASHES;
import static dev.banyan.server.flag.protocol.Budget.FAILURES;
import static dev.banyan.server.flag.protocol.Budget.MOVES;
import static dev.banyan.server.flag.protocol.Budget.SILENCES;
import static dev.banyan.server.flag.protocol.Budget.WRITES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every order of events within these bounds, from every stage. docs/safety.md says what the rules are. */
class ProtocolTest {
    private static final Set<Rule> ALL = EnumSet.allOf(Rule.class);
    private static final List<Map<Budget, Integer>> RUNS = List.of(
            Map.of(MOVES, 3, WRITES, 2),
            Map.of(MOVES, 2, WRITES, 2, CRASHES, 1),
            Map.of(MOVES, 2, WRITES, 2, FAILURES, 1),
            Map.of(MOVES, 3, WRITES, 1, SILENCES, 1),
            Map.of(MOVES, 2, WRITES, 1, SILENCES, 1, FAILURES, 1));

    static Stream<Arguments> runs() {
        return Stream.of(RouteKind.SIX, RouteKind.FOUR)
                .flatMap(kind -> kind.stages().stream()
                        .flatMap(stage -> RUNS.stream().map(run -> Arguments.of(kind, stage, run))));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void no_write_is_lost(RouteKind kind, Stage from, Map<Budget, Integer> run) {
        Explorer.Result result = explore(from, new Bounds(kind, 2, 1, run), ALL);
        assertThat(result.violation()).isNull();
        assertThat(result.states()).isPositive();
    }

    @Test
    void no_write_is_lost_with_three_instances_and_two_keys() {
        Map<Budget, Integer> run = Map.of(MOVES, 1, WRITES, 2);
        for (Stage from : Stage.values()) {
            assertThat(explore(from, new Bounds(RouteKind.SIX, 3, 2, run), ALL).violation())
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ONE_STEP, OFF, 0",
        "APPLIED, SHADOW, 0",
        "DRAINED, OFF, 0",
        "BACKLOG, SHADOW, 2",
        "FRESH_REPORTS, SHADOW, 2",
        "CERTIFICATE, OFF, 0",
        "VERIFIED_WHEN_DRAINED, OFF, 0",
        "VERSIONS, SHADOW, 0",
        "INTENT, SHADOW, 1",
        "REQUIRES_RULES, OFF, 1",
        "LEASE, OFF, 3",
        "STRICT_WITHOUT_LEASE, SHADOW, 4",
        "LEASE_COVERS_WRITES_ONLY, LIVE, 3"
    })
    void without_the_rule_something_is_lost(Rule rule, Stage from, int run) {
        Bounds bounds = new Bounds(RouteKind.SIX, 2, 1, RUNS.get(run));
        assertThat(explore(from, bounds, EnumSet.complementOf(EnumSet.of(rule))).broken())
                .isPresent();
    }

    @Test
    void no_rule_is_left_out_above() throws NoSuchMethodException {
        Method test = ProtocolTest.class.getDeclaredMethod(
                "without_the_rule_something_is_lost", Rule.class, Stage.class, int.class);
        assertThat(test.getAnnotation(CsvSource.class).value())
                .extracting(line -> Rule.valueOf(line.split(",")[0]))
                .containsExactly(Rule.values());
    }

    private static Explorer.Result explore(Stage from, Bounds bounds, Set<Rule> rules) {
        return Explorer.explore(
                List.of(Worlds.at(from, bounds)), new Protocol(rules)::steps, new Promises(rules)::broken);
    }
}
