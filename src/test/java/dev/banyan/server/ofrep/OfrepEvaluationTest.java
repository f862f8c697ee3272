package dev.banyan.server.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.EnvironmentRollback;
import dev.banyan.evaluation.Explanation;
import dev.banyan.evaluation.MissingKeyPolicy;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Rollout;
import dev.banyan.evaluation.RouteDefinition;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Stage;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OfrepEvaluationTest {

    private static final String ROUTE = "orders.get";
    /** Those that the protocol names; a strict client takes any other for an error, and gives its caller the default. */
    private static final Set<String> PROTOCOL = Set.of("STATIC", "TARGETING_MATCH", "SPLIT", "DISABLED", "UNKNOWN");

    @ParameterizedTest
    @EnumSource(Stage.class)
    void each_stage_has_a_side_and_a_name(Stage stage) {
        Ruleset rules = rules(at(stage), null);

        assertThat(evaluated(rules, ROUTE, "ana").value()).isEqualTo(stage.compareTo(Stage.LIVE) >= 0);
        assertThat(evaluated(rules, ROUTE, "ana").variant())
                .isEqualTo(stage.side().key());
        assertThat(evaluated(rules, ROUTE + ":stage", "ana").value()).isEqualTo(stage.key());
        assertThat(evaluated(rules, ROUTE + ":stage", "ana").variant()).isEqualTo(stage.key());
    }

    /** There are no pins here, and a failed evaluation and an unknown route are errors. */
    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PINNED", "ERROR", "DEFAULT"})
    void whatever_led_to_a_value_the_protocol_has_a_word_for_it(Reason reason) {
        Ruleset rules = rules(at(Stage.COMPLETE), null);
        Explanation explained = Explanation.of(Decision.of(ROUTE, Stage.OFF, reason, 7));

        FlagAnswer answer =
                new Evaluation(rules, Context.of("ana")).answer(FlagForm.SIDE, rules.route(ROUTE), explained);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        FlagAnswer.Evaluated.class,
                        evaluated -> assertThat(evaluated.reason()).isIn(PROTOCOL));
    }

    @Test
    void a_route_that_was_never_started_is_legacy_for_certain() {
        Ruleset rules = rules(route().disabled().build(), null);

        assertThat(evaluated(rules, ROUTE, null)).satisfies(answer -> {
            assertThat(answer.value()).isEqualTo(false);
            assertThat(answer.reason()).isEqualTo("STATIC");
            assertThat(answer.metadata()).containsEntry("notStarted", true);
        });
    }

    /** Without a key: whether the side is left open, which it is only if the two stages are on different sides. */
    @ParameterizedTest
    @CsvSource({
        "OFF, DUALWRITE, false",
        "DUALWRITE, SHADOW, false",
        "SHADOW, LIVE, true",
        "LIVE, RAMPDOWN, false",
        "RAMPDOWN, COMPLETE, false"
    })
    void a_missing_key_matters_to_the_side_only_across_the_switch(Stage from, Stage to, boolean open) {
        Ruleset rules = rules(split(from, to), null);

        FlagAnswer side = answer(rules, ROUTE, null);
        if (open) {
            assertThat(side)
                    .isInstanceOfSatisfying(
                            FlagAnswer.Failed.class,
                            failed -> assertThat(failed.errorCode()).isEqualTo(ErrorCode.TARGETING_KEY_MISSING));
        } else {
            assertThat(side).isInstanceOf(FlagAnswer.Evaluated.class);
        }
        FlagAnswer.Evaluated stage = evaluated(rules, ROUTE + ":stage", null);
        assertThat(stage.value()).isEqualTo(from.key());
        assertThat(stage.metadata()).containsEntry("keyMissing", true);
    }

    @Test
    void an_empty_key_is_a_missing_one() {
        assertThat(answer(rules(split(Stage.SHADOW, Stage.LIVE), null), ROUTE, ""))
                .isInstanceOf(FlagAnswer.Failed.class);
    }

    @Test
    void a_rollback_needs_no_key() {
        FlagAnswer.Evaluated answer =
                evaluated(rules(split(Stage.SHADOW, Stage.LIVE), EnvironmentRollback.ROLLBACK), ROUTE, null);

        assertThat(answer.value()).isEqualTo(false);
        assertThat(answer.reason()).isEqualTo("STATIC");
        assertThat(answer.metadata()).containsEntry("rollback", true);
    }

    @Test
    void where_chance_decides_both_forms_of_a_bulk_answer_agree() {
        RouteDefinition random = route().missingKey(MissingKeyPolicy.RANDOM)
                .cohort(Cohort.of("default", List.of(), Rollout.of(Stage.SHADOW, Stage.LIVE, 500_000)))
                .build();
        Ruleset rules = rules(random, null);

        for (int i = 0; i < 100; i++) {
            List<FlagAnswer> both = new Evaluation(rules, Context.anonymous()).all();
            FlagAnswer.Evaluated side = (FlagAnswer.Evaluated) both.get(0);
            FlagAnswer.Evaluated stage = (FlagAnswer.Evaluated) both.get(1);
            assertThat(side.value()).isEqualTo(stage.value().equals("live"));
        }
    }

    @Test
    void rules_that_cannot_be_evaluated_are_a_general_error_and_no_value() {
        Ruleset rules = rules(at(Stage.COMPLETE), null);
        Explanation broken = Explanation.of(Decision.of(ROUTE, Stage.OFF, Reason.ERROR, 7));

        FlagAnswer answer = new Evaluation(rules, Context.of("ana")).answer(FlagForm.STAGE, rules.route(ROUTE), broken);

        assertThat(answer).isInstanceOfSatisfying(FlagAnswer.Failed.class, failed -> {
            assertThat(failed.key()).isEqualTo(ROUTE + ":stage");
            assertThat(failed.errorCode()).isEqualTo(ErrorCode.GENERAL);
        });
        assertThat(AnswerMapper.of(answer).getStatus()).isEqualTo(500);
    }

    @Test
    void metadata_say_what_led_to_the_value_in_an_order_that_never_changes() {
        FlagAnswer.Evaluated answer = evaluated(rules(split(Stage.SHADOW, Stage.LIVE), null), ROUTE, "ana");

        assertThat(answer.metadata())
                .containsEntry("cohort", "default")
                .containsEntry("flagSetId", "shop/production")
                .containsEntry("revision", 3L)
                .containsEntry("version", "epoch-3");
        assertThat(answer.metadata().keySet())
                .containsExactly("stage", "side", "cohort", "bucket", "flagSetId", "revision", "version");
    }

    @Test
    void a_flag_of_which_it_is_not_known_when_it_was_changed_has_no_version() {
        Ruleset rules = rules(
                route().since(0)
                        .cohort(Cohort.of("default", List.of(), Rollout.of(Stage.OFF, Stage.DUALWRITE, 0)))
                        .build(),
                null);

        assertThat(evaluated(rules, ROUTE, "ana").metadata()).doesNotContainKeys("revision", "version");
    }

    private static FlagAnswer.Evaluated evaluated(Ruleset rules, String flag, String key) {
        return (FlagAnswer.Evaluated) answer(rules, flag, key);
    }

    private static FlagAnswer answer(Ruleset rules, String flag, String key) {
        return new Evaluation(rules, Context.of(key)).one(flag);
    }

    private static RouteDefinition at(Stage stage) {
        boolean last = stage == Stage.COMPLETE;
        Stage from = last ? Stage.RAMPDOWN : stage;
        Stage to = Stage.values()[from.ordinal() + 1];
        return route().cohort(Cohort.of("default", List.of(), Rollout.of(from, to, last ? 1_000_000 : 0)))
                .build();
    }

    private static RouteDefinition split(Stage from, Stage to) {
        return route().cohort(Cohort.of("default", List.of(), Rollout.of(from, to, 500_000)))
                .build();
    }

    private static RouteDefinition.Builder route() {
        return RouteDefinition.builder(ROUTE, RouteKind.SIX, "salt-of-15-char").since(3);
    }

    private static Ruleset rules(RouteDefinition route, EnvironmentRollback rollback) {
        Random random = new Random(1);
        return Ruleset.builder("shop", "production")
                .version("epoch", 7)
                .rollback(rollback)
                .randomBuckets(() -> random.nextInt(1_000_000))
                .route(route)
                .build();
    }
}
