package dev.banyan.server.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.GuardrailBuilder;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.health.figures.OutcomeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class GuardrailMonitorTest {
    private static final RolloutNow SPLIT = Traffic.rollout(5, Stage.OFF, Stage.COMPLETE);
    private static final LongFunction<OutcomeBlock> WELL = at -> Traffic.in()
            .both(150, at % 5 == 0 ? 1 : 0, 50, at % 15 == 0 ? 1 : 0)
            .at(at);
    private static final LongFunction<OutcomeBlock> NEW_FAILS =
            at -> Traffic.in().both(150, 0, 50, 25).at(at);
    private static final LongFunction<OutcomeBlock> BOTH_FAIL =
            at -> Traffic.in().both(150, 75, 50, 25).at(at);

    /** An episode that is fed second by second, as the server does: through its stored form. */
    private static final class Run {
        private final RolloutNow rollout;
        private AnalysisRun episode;
        private final List<Breach> breaches = new ArrayList<>();
        private final List<Evidence.Step> steps = new ArrayList<>();
        private long second;

        Run(RolloutNow rollout, Guardrail... rails) {
            this(
                    rollout,
                    AnalysisRun.begin(
                            rollout, rails.length == 0 ? Guardrail.DEFAULTS : List.of(rails), null, Traffic.START));
        }

        Run(RolloutNow rollout, AnalysisRun episode) {
            this.rollout = rollout;
            this.episode = episode;
        }

        Run go(int seconds, LongFunction<OutcomeBlock> traffic) {
            for (int i = 0; i < seconds; i++, second++) {
                GuardrailMonitor.Watched watched = new GuardrailMonitor(
                                episode, rollout, Traffic.START.plusSeconds(second + 1))
                        .look(List.of(traffic.apply(second)));
                episode = RulesetJson.read(RulesetJson.write(watched.episode()), AnalysisRun.class);
                if (breaches.isEmpty()) {
                    watched.seconds().stream().map(Run::errors).forEach(steps::add);
                }
                breaches.addAll(watched.breaches());
            }
            return this;
        }

        private static Evidence.Step errors(Second second) {
            long[] sums = second.rails().values().iterator().next();
            return new Evidence.Step(second.at(), sums[0], sums[1], sums[2], sums[3]);
        }

        Breach only() {
            assertThat(breaches).hasSize(1);
            return breaches.get(0);
        }

        String words() {
            return BreachWords.of(only(), Evidence.lately(steps, Evidence.Step::at, episode.began()));
        }

        Verdict verdict(GuardrailKind kind) {
            return episode.rail(kind.key()).orElseThrow().verdict();
        }
    }

    @Test
    void a_new_side_that_fails_is_rolled_back_within_seconds_and_once() {
        Run run = new Run(SPLIT).go(30, WELL).go(3, NEW_FAILS);

        assertThat(run.only().reaction()).isEqualTo(Reaction.ROLL_BACK);
        assertThat(run.only().cause()).isEqualTo(Breach.Cause.HARM);
        assertThat(run.go(20, NEW_FAILS).breaches).hasSize(1);
        assertThat(run.words())
                .startsWith("New fails more often than legacy in the same seconds: lately 25 of 500 (5 %) on new,"
                        + " 1 of 1,500 (0.07 %) on legacy; since this rollout began 27 of 1,550 (1.7 %) on new,")
                .endsWith("From 0.5 % more on it counts as harm;"
                        + " chance alone would lead here in at most 1 % of healthy rollouts.");
    }

    @Test
    void alike_sides_become_healthy_and_stay() {
        Run run = new Run(SPLIT).go(600, WELL);

        assertThat(run.breaches).isEmpty();
        assertThat(run.verdict(GuardrailKind.ERROR_RATE)).isEqualTo(Verdict.HEALTHY);
        assertThat(run.verdict(GuardrailKind.SLOW)).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void a_fault_of_both_sides_pauses_and_blames_nobody() {
        Run run = new Run(SPLIT).go(30, WELL).go(10, BOTH_FAIL);

        assertThat(run.only().cause()).isEqualTo(Breach.Cause.BOTH_DEGRADED);
        assertThat(run.only().reaction()).isEqualTo(Reaction.PAUSE);
        assertThat(run.words())
                .startsWith("Both sides degraded: legacy fails more often than the usual 0.3 % of its requests,"
                        + " and new is no worse than legacy")
                .endsWith("The new side is not to blame.");
    }

    @Test
    void a_fault_of_both_sides_that_comes_back_is_told_again() {
        Run run = new Run(SPLIT).go(30, WELL).go(10, BOTH_FAIL).go(120, WELL).go(10, BOTH_FAIL);

        assertThat(run.breaches)
                .extracting(Breach::cause)
                .containsOnly(Breach.Cause.BOTH_DEGRADED)
                .hasSize(2);
    }

    @Test
    void a_fault_of_legacy_alone_stops_nobody() {
        Run run = new Run(SPLIT)
                .go(30, WELL)
                .go(20, at -> Traffic.in().both(150, 75, 50, 0).at(at));

        assertThat(run.breaches).isEmpty();
    }

    @Test
    void a_budget_that_breaks_while_legacy_is_down_blames_nobody() {
        Run run = new Run(SPLIT)
                .go(30, WELL)
                .go(10, at -> Traffic.in().both(150, 75, 50, 25).openings(3).at(at));

        assertThat(run.breaches)
                .extracting(Breach::cause)
                .containsOnly(Breach.Cause.BOTH_DEGRADED)
                .hasSize(1);
    }

    @Test
    void slow_requests_are_held_against_the_p95_of_legacy() {
        Run run = new Run(SPLIT)
                .go(30, WELL)
                .go(
                        10,
                        at -> Traffic.in()
                                .calls(Stage.OFF, Side.LEGACY, "call", 150, 0)
                                .calls(Stage.COMPLETE, Side.NEW, "call", 50, 0, 25, 25)
                                .at(at));

        assertThat(run.only().rail().kind()).isEqualTo(GuardrailKind.SLOW);
        assertThat(run.only().reaction()).isEqualTo(Reaction.PAUSE);
        assertThat(run.words()).startsWith("New is slow more often than legacy in the same seconds");
    }

    @Test
    void without_legacy_traffic_new_is_held_to_what_was_usual() {
        Run before =
                new Run(SPLIT).go(30, at -> Traffic.in().both(150, 4, 50, 1).at(at));
        RolloutNow whole = Traffic.rollout(6, Stage.COMPLETE);
        AnalysisRun next = AnalysisRun.begin(whole, Guardrail.DEFAULTS, before.episode, Traffic.START);

        Run asUsual = new Run(whole, next).go(120, at -> alone(at, 200, 5));
        Run worse = new Run(whole, next).go(20, at -> alone(at, 200, 60));

        assertThat(asUsual.breaches).isEmpty();
        assertThat(worse.only().reaction()).isEqualTo(Reaction.ROLL_BACK);
        assertThat(worse.words()).contains("no legacy traffic is left").contains("where 2.7 % is usual or allowed");
    }

    private static OutcomeBlock alone(long at, long calls, long errors) {
        return Traffic.in()
                .calls(Stage.COMPLETE, Side.NEW, "call", calls, errors)
                .at(at);
    }

    @Test
    void in_shadow_there_is_nobody_to_take_back_so_it_pauses() {
        Run run = new Run(Traffic.rollout(5, Stage.DUALWRITE, Stage.SHADOW))
                .go(
                        10,
                        at -> Traffic.in()
                                .calls(Stage.SHADOW, Side.LEGACY, "read", 100, 0)
                                .calls(Stage.SHADOW, Side.NEW, "read", 100, 30)
                                .pairs(100, 0, 30, 0)
                                .at(at));

        assertThat(run.only().reaction()).isEqualTo(Reaction.PAUSE);
        assertThat(run.only().cause()).isEqualTo(Breach.Cause.HARM);
    }

    @Test
    void pairs_that_fail_together_blame_nobody() {
        Run run = new Run(Traffic.rollout(5, Stage.SHADOW, Stage.LIVE))
                .go(60, at -> Traffic.in().pairs(100, 1, 1, 20).at(at));

        assertThat(run.breaches).isEmpty();
    }

    @Test
    void mismatches_and_second_writes_pause() {
        Run mismatches = new Run(Traffic.rollout(5, Stage.SHADOW, Stage.LIVE))
                .go(10, at -> Traffic.in().comparisons(100, 20).at(at));
        Run writes = new Run(Traffic.rollout(5, Stage.OFF, Stage.DUALWRITE))
                .go(
                        10,
                        at -> Traffic.in()
                                .calls(Stage.DUALWRITE, Side.NEW, "write", 50, 10)
                                .calls(Stage.DUALWRITE, Side.LEGACY, "write", 50, 0)
                                .at(at));

        assertThat(mismatches.only().rail().kind()).isEqualTo(GuardrailKind.MISMATCH_RATE);
        assertThat(writes.breaches).extracting(breach -> breach.rail().kind()).contains(GuardrailKind.SECOND_WRITES);
        assertThat(writes.breaches).extracting(Breach::reaction).containsOnly(Reaction.PAUSE);
    }

    @Test
    void comparisons_of_services_that_do_not_know_yet_what_is_noise_are_no_evidence() {
        RolloutNow shadow = Traffic.rollout(5, Stage.SHADOW);
        Run learning = new Run(shadow).go(30, at -> Traffic.in().learning(100).at(at));
        Run joined = new Run(shadow)
                .go(
                        60,
                        at -> Traffic.in()
                                .comparisons(100, 0)
                                .learning(at < 30 ? 0 : 100)
                                .at(at));

        assertThat(learning.breaches).isEmpty();
        assertThat(learning.verdict(GuardrailKind.MISMATCH_RATE)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(GuardrailStateWords.standing(
                        learning.episode.rail(GuardrailKind.MISMATCH_RATE.key()).orElseThrow(), Traffic.START))
                .isEqualTo("Waits until a service's instance has made 100 control calls,"
                        + " which tell real differences from noise");
        assertThat(joined.verdict(GuardrailKind.MISMATCH_RATE)).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void while_legacy_answers_everybody_a_new_side_that_fails_is_paused_not_rolled_back() {
        Run run = new Run(Traffic.rollout(5, Stage.OFF, Stage.SHADOW))
                .go(10, at -> Traffic.in().pairs(100, 0, 30, 0).at(at));

        assertThat(run.only().rail().action()).isEqualTo(Reaction.ROLL_BACK);
        assertThat(run.only().reaction()).isEqualTo(Reaction.PAUSE);
    }

    @Test
    void an_event_of_the_application_counts_against_what_each_side_served() {
        Guardrail event = Guardrail.suggested(GuardrailKind.EVENT, "checkout-lost");
        Run run = new Run(SPLIT, event)
                .go(
                        30,
                        at -> Traffic.in()
                                .both(150, 0, 50, 0)
                                .event("checkout-lost", 1, 20)
                                .at(at));

        assertThat(run.only().rail().name()).isEqualTo("event:checkout-lost");
        assertThat(run.words()).startsWith("New shows checkout-lost more often than legacy in the same");
    }

    @Test
    void what_only_tells_rolls_nothing_back() {
        Guardrail errors = Guardrail.suggested(GuardrailKind.ERROR_RATE, null);
        Guardrail telling = GuardrailBuilder.builder(errors)
                .slowMillis(null)
                .event(null)
                .metric(null)
                .action(Reaction.TELL)
                .build();

        assertThat(new Run(SPLIT, telling).go(10, NEW_FAILS).only().reaction()).isEqualTo(Reaction.TELL);
    }

    @Test
    void what_is_rolled_back_is_not_rolled_back_again() {
        Run run = new Run(Traffic.rollout(5, true, Stage.SHADOW))
                .go(10, at -> Traffic.in().pairs(100, 0, 50, 0).at(at));

        assertThat(run.breaches).isEmpty();
    }

    @Test
    void outcomes_of_before_the_change_do_not_count() {
        AnalysisRun episode = AnalysisRun.begin(SPLIT, Guardrail.DEFAULTS, null, Traffic.START.plusSeconds(10));

        Run run = new Run(SPLIT, episode).go(9, NEW_FAILS);

        assertThat(run.breaches).isEmpty();
        assertThat(run.episode.callsOnNew()).isZero();
    }

    /** Services cut their batches off when they like: the first after a resume may hold the very failures that it was rolled back for. */
    @Test
    void what_was_begun_to_be_counted_before_the_change_does_not_count() {
        AnalysisRun episode = AnalysisRun.begin(SPLIT, Guardrail.DEFAULTS, null, Traffic.START.minusMillis(500));

        Run before = new Run(SPLIT, episode).go(9, at -> failing(at, 501));
        Run after = new Run(SPLIT, episode).go(9, at -> failing(at, 500));

        assertThat(before.breaches).isEmpty();
        assertThat(before.episode.callsOnNew()).isZero();
        assertThat(after.breaches).hasSize(1);
    }

    private static OutcomeBlock failing(long second, long begunMillisBeforeAll) {
        return Traffic.in()
                .both(300, 0, 100, 50)
                .block(
                        7,
                        "orders.get",
                        Traffic.START.plusSeconds(second),
                        Traffic.START.minusMillis(begunMillisBeforeAll));
    }

    @Test
    void a_guardrail_that_is_changed_begins_anew_and_the_others_go_on() {
        Run run = new Run(SPLIT).go(60, WELL);
        Guardrail errors = Guardrail.suggested(GuardrailKind.ERROR_RATE, null);
        Guardrail stricter = GuardrailBuilder.builder(errors)
                .harm(0.002)
                .slowMillis(null)
                .event(null)
                .metric(null)
                .build();

        AnalysisRun after = run.episode.guardedBy(List.of(stricter, Guardrail.suggested(GuardrailKind.SLOW, null)));

        assertThat(after.rails()).hasSize(2);
        assertThat(after.rail("error-rate").orElseThrow().questions()).isEmpty();
        assertThat(after.rail("slow").orElseThrow().questions()).isNotEmpty();
    }

    @Test
    void after_a_breach_any_change_of_the_flag_begins_anew() {
        Run run = new Run(SPLIT).go(10, NEW_FAILS);

        assertThat(run.episode.isOf(SPLIT)).isTrue();
        assertThat(run.episode.isOf(Traffic.rollout(7, Stage.OFF, Stage.COMPLETE)))
                .isFalse();
        assertThat(new Run(SPLIT).episode.isOf(Traffic.rollout(7, Stage.OFF, Stage.COMPLETE)))
                .isTrue();
    }

    @Test
    void what_a_rollout_spent_of_its_error_level_is_spent_until_it_is_rolled_back() {
        Run run = new Run(SPLIT).go(10, WELL);

        assertThat(spentAt(Traffic.rollout(25, Stage.OFF, Stage.COMPLETE), run)).isEqualTo(1);
        assertThat(spentAt(Traffic.rollout(25, true, Stage.OFF, Stage.COMPLETE), run))
                .isZero();
    }

    private static int spentAt(RolloutNow next, Run run) {
        return AnalysisRun.begin(next, Guardrail.DEFAULTS, run.episode, Traffic.START)
                .rail("error-rate")
                .orElseThrow()
                .spent();
    }

    @Test
    void what_came_of_the_rollout_before_is_shown_and_not_counted() {
        Run run = new Run(SPLIT).go(3, NEW_FAILS);
        List<Evidence.Step> all = new ArrayList<>();
        for (int second = 20; second > 0; second--) {
            all.add(new Evidence.Step(Traffic.START.minusSeconds(second), 150, 0, 50, 0));
        }
        all.addAll(run.steps);

        Evidence evidence = Evidence.of(run.only(), run.episode, all, null);

        assertThat(evidence.seconds()).isEqualTo(all);
        assertThat(evidence.lately()).isEmpty();
        assertThat(BreachWords.of(run.only(), evidence.lately())).doesNotContain("lately");
    }

    @Test
    void what_is_kept_stays_small() {
        Run run = new Run(SPLIT).go(600, WELL);

        assertThat(RulesetJson.write(run.episode)).hasSizeLessThan(16_384);
    }
}
