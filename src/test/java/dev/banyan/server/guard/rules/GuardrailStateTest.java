package dev.banyan.server.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.GuardrailBuilder;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.statistics.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardrailStateTest {
    private static final Instant NOON = Traffic.START;
    private static final Guardrail ERRORS = Guardrail.suggested(GuardrailKind.ERROR_RATE, null);
    private static final Observation HEALTHY = ObservationBuilder.builder()
            .method(Method.COMPARED)
            .operation("read")
            .legacyCalls(30)
            .legacyBad(0)
            .newCalls(10)
            .newBad(0)
            .build();

    /** However many questions come up, together they accuse the innocent no more often than the guardrail may. */
    @Test
    void questions_divide_the_error_level_of_their_guardrail() {
        GuardrailState state = GuardrailState.start(ERRORS);
        for (String operation : List.of("read", "write", "call")) {
            state = state.plus(
                    ObservationBuilder.builder()
                            .method(Method.COMPARED)
                            .operation(operation)
                            .legacyCalls(10)
                            .legacyBad(0)
                            .newCalls(10)
                            .newBad(0)
                            .build(),
                    NOON);
        }
        state = state.plus(
                ObservationBuilder.builder()
                        .method(Method.COMPARED)
                        .operation("read")
                        .legacyCalls(10)
                        .legacyBad(0)
                        .newCalls(10)
                        .newBad(0)
                        .build(),
                NOON);

        assertThat(state.questions()).extracting(Question::operation).containsExactly("read", "write", "call");
        assertThat(state.questions()).extracting(Question::threshold).containsExactly(200.0, 600.0, 1_200.0);
    }

    /** Otherwise a healthy rollout of ten steps would be stopped ten times as often as one of a single step. */
    @Test
    void the_steps_of_a_rollout_divide_it_too() {
        GuardrailState first = GuardrailState.start(ERRORS).plus(HEALTHY, NOON);
        GuardrailState second = first.anew(ERRORS)
                .plus(HEALTHY, NOON)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.PAIRED)
                                .operation("read")
                                .legacyCalls(9)
                                .legacyBad(0)
                                .newCalls(9)
                                .newBad(0)
                                .build(),
                        NOON);

        assertThat(second.questions()).extracting(Question::threshold).containsExactly(600.0, 1_200.0);
        assertThat(threshold(second.anew(ERRORS))).isEqualTo(2_000.0);
        double spent = 0;
        GuardrailState step = first;
        for (int i = 0; i < 1_000; i++, step = step.anew(ERRORS).plus(HEALTHY, NOON)) {
            spent += 1 / step.questions().get(0).threshold();
        }
        assertThat(spent).isBetween(0.99 * ERRORS.alpha(), ERRORS.alpha());
    }

    @Test
    void another_rollout_has_the_whole_error_level_again() {
        GuardrailState healthy = GuardrailState.start(ERRORS).plus(HEALTHY, NOON);
        GuardrailState harmful = healthy.plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(400)
                                .legacyBad(0)
                                .newCalls(400)
                                .newBad(200)
                                .build(),
                        NOON)
                .marked(true, false);

        assertThat(threshold(healthy.afresh(ERRORS))).isEqualTo(200.0);
        assertThat(threshold(harmful.anew(ERRORS))).isEqualTo(200.0);
    }

    private static double threshold(GuardrailState state) {
        return state.plus(HEALTHY, NOON).questions().get(0).threshold();
    }

    @Test
    void each_operation_and_each_method_is_a_question_of_its_own() {
        GuardrailState state = GuardrailState.start(ERRORS)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(30)
                                .legacyBad(1)
                                .newCalls(10)
                                .newBad(2)
                                .build(),
                        NOON)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.PAIRED)
                                .operation("read")
                                .legacyCalls(7)
                                .legacyBad(1)
                                .newCalls(7)
                                .newBad(2)
                                .build(),
                        NOON)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("write")
                                .legacyCalls(50)
                                .legacyBad(3)
                                .newCalls(20)
                                .newBad(4)
                                .build(),
                        NOON)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(30)
                                .legacyBad(1)
                                .newCalls(10)
                                .newBad(2)
                                .build(),
                        NOON)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("write")
                                .legacyCalls(1)
                                .legacyBad(0)
                                .newCalls(2)
                                .newBad(1)
                                .build(),
                        NOON);

        assertThat(state.questions())
                .extracting(Question::seen)
                .containsExactly(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(60)
                                .legacyBad(2)
                                .newCalls(20)
                                .newBad(4)
                                .build(),
                        ObservationBuilder.builder()
                                .method(Method.PAIRED)
                                .operation("read")
                                .legacyCalls(7)
                                .legacyBad(1)
                                .newCalls(7)
                                .newBad(2)
                                .build(),
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("write")
                                .legacyCalls(51)
                                .legacyBad(3)
                                .newCalls(22)
                                .newBad(5)
                                .build());
    }

    @Test
    void a_route_whose_legacy_always_failed_now_and_then_is_held_to_that() {
        GuardrailState known = GuardrailState.start(ERRORS)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(1_000)
                                .legacyBad(99)
                                .newCalls(0)
                                .newBad(0)
                                .build(),
                        NOON);

        assertThat(budget(known, "read")).isEqualTo(100.0 / 1_002);
        assertThat(budget(known, "write")).isEqualTo(ERRORS.budget());
        GuardrailState better = GuardrailState.start(ERRORS)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(1_000)
                                .legacyBad(0)
                                .newCalls(0)
                                .newBad(0)
                                .build(),
                        NOON);
        assertThat(budget(better, "read")).isEqualTo(ERRORS.budget());
    }

    @Test
    void where_nearly_all_of_legacy_is_bad_nothing_is_asked_of_new() {
        GuardrailState hopeless = GuardrailState.start(ERRORS)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(1_000)
                                .legacyBad(1_000)
                                .newCalls(0)
                                .newBad(0)
                                .build(),
                        NOON);
        GuardrailState alone = hopeless.plus(Observation.alone("read", 5_000, 5_000), NOON);

        assertThat(alone.questions()).extracting(Question::method).containsExactly(Method.COMPARED);
        assertThat(alone.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(alone.bothWorse(NOON)).isEmpty();
    }

    private static double budget(GuardrailState state, String operation) {
        List<Question> asked =
                state.plus(Observation.alone(operation, 10, 0), NOON).questions();
        return asked.get(asked.size() - 1).alone().budget();
    }

    @Test
    void what_blames_new_tells_most_then_what_clears_it_then_what_is_nearest_to_that() {
        GuardrailState near = GuardrailState.start(ERRORS)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("write")
                                .legacyCalls(40)
                                .legacyBad(0)
                                .newCalls(40)
                                .newBad(0)
                                .build(),
                        NOON)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(1_000)
                                .legacyBad(0)
                                .newCalls(1_000)
                                .newBad(0)
                                .build(),
                        NOON);
        GuardrailState clear = near.plus(
                ObservationBuilder.builder()
                        .method(Method.COMPARED)
                        .operation("call")
                        .legacyCalls(50_000)
                        .legacyBad(10)
                        .newCalls(50_000)
                        .newBad(10)
                        .build(),
                NOON);
        GuardrailState harmful = clear.plus(
                ObservationBuilder.builder()
                        .method(Method.COMPARED)
                        .operation("write")
                        .legacyCalls(400)
                        .legacyBad(0)
                        .newCalls(400)
                        .newBad(200)
                        .build(),
                NOON);

        assertThat(near.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(near.telling().orElseThrow().operation()).isEqualTo("read");
        assertThat(clear.verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(clear.telling().orElseThrow().operation()).isEqualTo("call");
        assertThat(harmful.verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(harmful.telling().orElseThrow().operation()).isEqualTo("write");
        assertThat(GuardrailState.start(ERRORS).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void a_limit_that_was_changed_makes_what_was_usual_of_slow_requests_worthless() {
        Guardrail slow = Guardrail.suggested(GuardrailKind.SLOW, null);
        Guardrail limit = GuardrailBuilder.builder(slow)
                .slowMillis(300)
                .event(null)
                .metric(null)
                .build();
        Guardrail gentler = GuardrailBuilder.builder(ERRORS)
                .harm(0.01)
                .slowMillis(null)
                .event(null)
                .metric(null)
                .build();
        Observation look = ObservationBuilder.builder()
                .method(Method.COMPARED)
                .operation("read")
                .legacyCalls(1_000)
                .legacyBad(50)
                .newCalls(1_000)
                .newBad(50)
                .build();

        assertThat(GuardrailState.start(slow).plus(look, NOON).anew(slow).usual("read"))
                .isPresent();
        assertThat(GuardrailState.start(slow).plus(look, NOON).anew(limit).usual("read"))
                .isEmpty();
        assertThat(GuardrailState.start(ERRORS).plus(look, NOON).anew(gentler).usual("read"))
                .isPresent();
        assertThat(GuardrailState.start(ERRORS).plus(look, NOON).anew(ERRORS).questions())
                .isEmpty();
    }

    @Test
    void what_one_operation_shows_says_nothing_of_another() {
        GuardrailState state = GuardrailState.start(ERRORS)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(1_000)
                                .legacyBad(0)
                                .newCalls(1_000)
                                .newBad(0)
                                .build(),
                        NOON)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("write")
                                .legacyCalls(1_000)
                                .legacyBad(0)
                                .newCalls(1_000)
                                .newBad(0)
                                .build(),
                        NOON)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(1_000)
                                .legacyBad(500)
                                .newCalls(1_000)
                                .newBad(500)
                                .build(),
                        NOON);

        assertThat(state.bothWorse(NOON).orElseThrow().operation()).isEqualTo("read");
        assertThat(state.usual("write").orElseThrow().legacyIsWorse(NOON)).isFalse();
        assertThat(state.legacyIsWorse(NOON)).isTrue();
    }

    /** A fault of both in reads does not excuse what new does in writes, and what blames new in reads is not called a fault of both. */
    @Test
    void where_new_is_blamed_nothing_is_called_a_fault_of_both() {
        GuardrailState worse = GuardrailState.start(ERRORS)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(1_000)
                                .legacyBad(0)
                                .newCalls(1_000)
                                .newBad(0)
                                .build(),
                        NOON)
                .plus(
                        ObservationBuilder.builder()
                                .method(Method.COMPARED)
                                .operation("read")
                                .legacyCalls(1_000)
                                .legacyBad(300)
                                .newCalls(1_000)
                                .newBad(900)
                                .build(),
                        NOON);

        assertThat(worse.verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(worse.bothWorse(NOON)).isEmpty();
    }
}
