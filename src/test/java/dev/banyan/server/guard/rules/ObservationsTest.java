package dev.banyan.server.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.GuardrailBuilder;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.health.figures.OutcomeBlock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    private static final Set<Stage> SPLIT = Set.of(Stage.OFF, Stage.COMPLETE);

    @Test
    void a_breaker_is_counted_by_the_calls_of_new() {
        OutcomeBlock block = Traffic.in().both(900, 0, 100, 5).openings(2).at(1);

        assertThat(looks(SPLIT, GuardrailKind.BREAKER_OPENINGS, block))
                .containsExactly(Observation.alone(Observations.REQUEST, 100, 2));
    }

    @Test
    void a_breaker_that_opens_though_nobody_called_is_there() {
        OutcomeBlock block = Traffic.in().openings(2).at(1);

        assertThat(looks(SPLIT, GuardrailKind.BREAKER_OPENINGS, block))
                .containsExactly(Observation.alone(Observations.REQUEST, 2, 2));
    }

    @Test
    void an_event_is_counted_by_the_requests_that_its_side_served() {
        OutcomeBlock block = Traffic.in()
                .calls(Stage.SHADOW, Side.LEGACY, "read", 300, 0)
                .calls(Stage.SHADOW, Side.NEW, "read", 300, 0)
                .calls(Stage.LIVE, Side.LEGACY, "read", 100, 0)
                .calls(Stage.LIVE, Side.NEW, "read", 100, 0)
                .event("empty-basket", 6, 5)
                .at(1);

        assertThat(looks(
                        Set.of(Stage.SHADOW, Stage.LIVE),
                        Guardrail.suggested(GuardrailKind.EVENT, "empty-basket"),
                        block))
                .containsExactly(ObservationBuilder.builder()
                        .method(Method.COMPARED)
                        .operation(Observations.REQUEST)
                        .legacyCalls(300)
                        .legacyBad(6)
                        .newCalls(100)
                        .newBad(5)
                        .build());
    }

    @Test
    void where_legacy_serves_nobody_an_event_is_judged_alone() {
        OutcomeBlock block = Traffic.in()
                .calls(Stage.COMPLETE, Side.NEW, "call", 100, 0)
                .event("empty-basket", 0, 5)
                .at(1);

        assertThat(looks(Set.of(Stage.COMPLETE), Guardrail.suggested(GuardrailKind.EVENT, "empty-basket"), block))
                .containsExactly(Observation.alone(Observations.REQUEST, 100, 5));
    }

    @Test
    void a_limit_in_milliseconds_needs_to_know_nothing_of_legacy() {
        Guardrail slow = Guardrail.suggested(GuardrailKind.SLOW, null);
        Guardrail limit = GuardrailBuilder.builder(slow)
                .slowMillis(500)
                .event(null)
                .metric(null)
                .build();
        OutcomeBlock block = Traffic.in()
                .calls(Stage.OFF, Side.LEGACY, "call", 300, 0, 290, 10)
                .calls(Stage.COMPLETE, Side.NEW, "call", 100, 0, 60, 40)
                .at(1);

        assertThat(looks(SPLIT, limit, block))
                .containsExactly(ObservationBuilder.builder()
                        .method(Method.COMPARED)
                        .operation("call")
                        .legacyCalls(300)
                        .legacyBad(10)
                        .newCalls(100)
                        .newBad(40)
                        .build());
        assertThat(looks(SPLIT, slow, block)).isEmpty();
    }

    @Test
    void second_writes_are_those_of_the_side_that_does_not_answer() {
        OutcomeBlock block = Traffic.in()
                .calls(Stage.DUALWRITE, Side.LEGACY, "write", 100, 9)
                .calls(Stage.DUALWRITE, Side.NEW, "write", 91, 3)
                .calls(Stage.LIVE, Side.NEW, "write", 50, 7)
                .calls(Stage.LIVE, Side.LEGACY, "write", 43, 2)
                .calls(Stage.LIVE, Side.LEGACY, "read", 60, 6)
                .at(1);

        assertThat(looks(Set.of(Stage.DUALWRITE, Stage.LIVE), GuardrailKind.SECOND_WRITES, block))
                .containsExactly(Observation.alone(Observations.SECOND_WRITE, 134, 5));
    }

    private static List<Observation> looks(Set<Stage> stages, GuardrailKind kind, OutcomeBlock block) {
        return looks(stages, Guardrail.suggested(kind, null), block);
    }

    private static List<Observation> looks(Set<Stage> stages, Guardrail rail, OutcomeBlock block) {
        return new Observations(stages, LegacyLatency.UNKNOWN).of(rail, block);
    }
}
