package dev.banyan.server.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rail.GuardrailBuilder;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Metric;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.guard.statistics.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a guardrail judges what Prometheus says, a look every five seconds. */
class MetricGuardrailTest {
    private static final RolloutNow SPLIT = Traffic.rollout(5, Stage.OFF, Stage.COMPLETE);
    private static final Guardrail P99 = rail("histogram_quantile(0.99, latency)");
    private static final int EVERY = 5;

    private AnalysisRun episode = AnalysisRun.begin(SPLIT, List.of(P99), null, Traffic.START);
    private List<Breach> breaches = List.of();
    private int looks;

    private static Guardrail rail(String query) {
        Guardrail suggested = Guardrail.suggested(GuardrailKind.PROMETHEUS, null);
        return GuardrailBuilder.builder(suggested)
                .slowMillis(null)
                .event(null)
                .metric(new Metric("p99", query, 0.3))
                .build();
    }

    private Instant now() {
        return Traffic.START.plusSeconds((long) looks * EVERY);
    }

    private MetricGuardrailTest says(double value) {
        return reads(new Reading(now(), value, null, now().plusSeconds(3 * EVERY)), P99);
    }

    private MetricGuardrailTest failsWith(String trouble) {
        return reads(new Reading(now(), null, trouble, now().plusSeconds(3 * EVERY)), P99);
    }

    private MetricGuardrailTest reads(Reading reading, Guardrail asked) {
        GuardrailMonitor.Watched watched = new GuardrailMonitor(episode, SPLIT, now()).read(asked, reading);
        episode = watched.episode();
        breaches = watched.breaches();
        looks++;
        return this;
    }

    private MetricGuardrailTest requests() {
        episode = new GuardrailMonitor(episode, SPLIT, now())
                .look(List.of(Traffic.in().both(150, 0, 50, 0).block(7, "orders.get", now())))
                .episode();
        return this;
    }

    private GuardStanding standing(Instant at) {
        return new StandingRules(SPLIT, List.of(P99), at).of(episode);
    }

    /** Looks until it is found that the value stays over its limit. */
    private int foundAfter() {
        for (int count = 1; count < 100; count++) {
            if (!says(0.8).breaches.isEmpty()) {
                return count;
            }
        }
        throw new AssertionError("never found");
    }

    private MetricGuardrailTest healthyFor(int many) {
        for (int i = 0; i < many; i++) {
            says(0.2);
            assertThat(breaches).isEmpty();
        }
        return this;
    }

    @Test
    void a_value_that_stays_over_its_limit_is_found_in_a_few_looks() {
        assertThat(foundAfter()).isEqualTo(3);
        assertThat(breaches.get(0).reaction()).isEqualTo(Reaction.PAUSE);
        assertThat(BreachWords.of(breaches.get(0), List.of()))
                .isEqualTo("What Prometheus gives for p99 is over 0.3 too often: 3 of 3 looks (100 %),"
                        + " where 2 % is allowed. At last it was 0.8. From 10 % more on it counts as harm.");
        assertThat(standing(now()).verdict()).isEqualTo(Verdict.HARMFUL);
    }

    @Test
    void after_long_health_it_takes_a_few_looks_more() {
        assertThat(new MetricGuardrailTest().healthyFor(120).foundAfter()).isEqualTo(5);
        assertThat(new MetricGuardrailTest().healthyFor(17_280).foundAfter()).isEqualTo(6);
    }

    /** All steps share the error level, so a later one has less of it. */
    @Test
    void at_the_tenth_step_of_a_rollout_it_takes_one_look_more() {
        assertThat(new MetricGuardrailTest().atStep(2).foundAfter()).isEqualTo(3);
        assertThat(new MetricGuardrailTest().atStep(10).foundAfter()).isEqualTo(4);
    }

    private MetricGuardrailTest atStep(int step) {
        for (int before = 1; before < step; before++) {
            healthyFor(1);
            episode = AnalysisRun.begin(SPLIT, List.of(P99), episode, now());
        }
        return this;
    }

    @Test
    void health_is_known_after_a_few_minutes_and_at_the_limit_is_not_over_it() {
        int count = 0;
        while (requests().standing(now()).verdict() != Verdict.HEALTHY) {
            says(0.3);
            count++;
        }

        assertThat(count).isEqualTo(30);
        assertThat(standing(now()).words())
                .isEqualTo("Prometheus p99, over 0.3: " + count + " looks, +10 % is ruled out; it is 0.3 now");
    }

    @Test
    void no_answer_is_no_evidence_and_holds_everything() {
        healthyFor(60).requests();
        assertThat(standing(now()).verdict()).isEqualTo(Verdict.HEALTHY);

        failsWith("Prometheus cannot be reached").requests();

        assertThat(breaches).isEmpty();
        assertThat(standing(now()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(standing(now()).words())
                .isEqualTo(
                        "Prometheus p99, over 0.3: Prometheus cannot be reached; before: 60 looks, +10 % is ruled out");
        says(0.2).requests();
        assertThat(standing(now()).verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void what_was_heard_a_while_ago_holds_nothing_good() {
        healthyFor(60);
        looks += 4;
        requests();

        assertThat(standing(now()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(standing(now()).words()).contains("Nothing was heard of Prometheus for 25 s");
    }

    @Test
    void before_the_first_look_nothing_is_good() {
        requests();

        assertThat(standing(now()))
                .extracting(GuardStanding::verdict, GuardStanding::words)
                .containsExactly(Verdict.INCONCLUSIVE, "Prometheus p99, over 0.3: Prometheus has not been asked yet");
    }

    @Test
    void harm_stays_harm_without_an_answer() {
        foundAfter();
        failsWith("Prometheus cannot be reached").requests();

        assertThat(standing(now()).verdict()).isEqualTo(Verdict.HARMFUL);
    }

    @Test
    void an_answer_to_another_query_or_of_before_the_change_does_not_count() {
        reads(new Reading(now(), 0.8, null, now().plusSeconds(15)), rail("something_else"));
        reads(new Reading(Traffic.START.minusMillis(1), 0.8, null, now().plusSeconds(15)), P99);

        assertThat(episode.rails().get(0).questions()).isEmpty();
        assertThat(episode.rails().get(0).reading()).isNull();
    }

    @Test
    void what_was_seen_survives_being_kept() {
        foundAfter();

        assertThat(RulesetJson.read(RulesetJson.write(episode), AnalysisRun.class)
                        .rails()
                        .get(0)
                        .reading())
                .isEqualTo(episode.rails().get(0).reading());
        assertThat(RulesetJson.write(GuardrailState.start(Guardrail.DEFAULTS.get(0))))
                .doesNotContain("reading", "metric");
    }
}
