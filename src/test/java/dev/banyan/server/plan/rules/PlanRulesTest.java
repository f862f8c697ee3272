package dev.banyan.server.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.plan.calendar.OpenTimes;
import dev.banyan.server.plan.rules.PlanDecision.Finish;
import dev.banyan.server.plan.rules.PlanDecision.Pause;
import dev.banyan.server.plan.rules.PlanDecision.Take;
import dev.banyan.server.plan.rules.PlanDecision.Wait;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every state a plan can be in, against all that can be known of its route. */
class PlanRulesTest {
    private static final Instant TAKEN = Instant.parse("2026-03-04T09:00:00Z");
    private static final OpenTimes CLOSED = new OpenTimes() {
        @Override
        public Optional<Instant> nextOpen(Instant from) {
            return Optional.of(from.plusSeconds(60));
        }

        @Override
        public String closedBecause(Instant at) {
            return "frozen by “Sale”";
        }

        @Override
        public NavigableSet<Instant> turns(Instant from, Instant to) {
            return new TreeSet<>();
        }
    };
    private static final PlanEvidence GOOD = evidence(Verdict.HEALTHY, 1_000, Duration.ZERO, false, false, null);

    /** One combination of everything that a decision depends on. */
    private record Situation(Plan plan, PlanState state, PlanEvidence evidence, Instant now) {
        PlanDecision decide() {
            return PlanRules.decide(plan, state, evidence, now);
        }
    }

    private static List<Situation> all() {
        List<Situation> all = new ArrayList<>();
        for (OpenTimes calendar : List.of(OpenTimes.ALWAYS, CLOSED)) {
            for (Gate gate : Gate.values()) {
                for (ExitCriterion demand : ExitCriterion.values()) {
                    Plan plan = plan(calendar, gate, demand);
                    states().forEach(state -> evidences()
                            .forEach(evidence -> times().forEach(
                                            now -> all.add(new Situation(plan, state, at(evidence, now), now)))));
                }
            }
        }
        return all;
    }

    private static List<PlanState> states() {
        List<PlanState> states = new ArrayList<>();
        for (Status status : Status.values()) {
            for (int step : List.of(-1, 0, 1, 2)) {
                for (int bits = 0; bits < 8; bits++) {
                    states.add(PlanStateBuilder.builder()
                            .status(status)
                            .step(step)
                            .since(TAKEN)
                            .waived((bits & 1) > 0)
                            .asked((bits & 2) > 0)
                            .approved((bits & 4) > 0)
                            .attempt(1)
                            .build());
                }
            }
        }
        return states;
    }

    private static List<PlanEvidence> evidences() {
        List<PlanEvidence> all = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            for (long calls : List.of(0L, 99L, 100L)) {
                for (Duration age :
                        Arrays.asList(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(11), null)) {
                    all.add(evidence(verdict, calls, age, false, false, null));
                }
            }
        }
        all.add(evidence(Verdict.HEALTHY, 1_000, Duration.ZERO, true, false, null));
        all.add(evidence(Verdict.HEALTHY, 1_000, Duration.ZERO, false, true, null));
        all.add(evidence(Verdict.HEALTHY, 1_000, Duration.ZERO, false, true, "tom"));
        all.add(evidence(Verdict.HEALTHY, 1_000, Duration.ZERO, false, false, "tom"));
        all.add(blind(evidence(Verdict.HEALTHY, 1_000, Duration.ZERO, false, false, null), TAKEN.minusSeconds(7_200)));
        return all;
    }

    /** Also before the step was taken: clocks may be set back. */
    private static List<Instant> times() {
        return List.of(
                TAKEN.minusSeconds(3_600), TAKEN, TAKEN.plusSeconds(59), TAKEN.plusSeconds(60), TAKEN.plusSeconds(600));
    }

    @Test
    void every_situation_has_an_answer_and_only_a_running_plan_does_anything() {
        List<Situation> all = all();
        assertThat(all).hasSizeGreaterThan(30_000);
        Set<WaitsFor> waits = EnumSet.noneOf(WaitsFor.class);
        long taken = 0;
        for (Situation each : all) {
            PlanDecision decision = each.decide();
            if (decision instanceof Wait wait) {
                assertThat(wait.words()).isNotBlank();
                waits.add(wait.reason());
            } else {
                assertThat(each.state().status()).isEqualTo(Status.RUNNING);
                taken += decision instanceof Take ? 1 : 0;
            }
        }
        assertThat(waits).containsExactlyInAnyOrder(WaitsFor.values());
        assertThat(taken).isPositive();
    }

    @Test
    void it_takes_a_step_exactly_when_everything_holds() {
        for (Situation each : all()) {
            assertThat(each.decide() instanceof Take).as(each.toString()).isEqualTo(mayTake(each));
        }
    }

    /** The rule once more, as one sentence of conditions. */
    private static boolean mayTake(Situation s) {
        PlanState state = s.state();
        PlanEvidence e = s.evidence();
        boolean undisturbed = !e.rolledBack()
                && e.movedBy() == null
                && !e.bothDegraded()
                && e.guard() != Verdict.HARMFUL
                && e.blindSince() == null;
        boolean exempt = state.step() < 0 || state.waived();
        return state.status() == Status.RUNNING
                && undisturbed
                && (exempt || held(s, s.plan().step(state.step())))
                && state.step() < 2
                && (s.plan().step(state.step() + 1).gate() == Gate.AUTOMATIC || state.approved())
                && s.plan().calendar() != CLOSED;
    }

    private static boolean held(Situation s, PlanStep step) {
        PlanEvidence e = s.evidence();
        boolean longEnough = !s.now().isBefore(TAKEN.plusSeconds(60));
        boolean fresh = e.newestData() != null
                && !e.newestData().isBefore(TAKEN)
                && !e.newestData().isBefore(s.now().minusSeconds(10));
        boolean known = fresh
                && e.callsOnNew() >= 100
                && (e.guard() == Verdict.HEALTHY || step.guard() == ExitCriterion.NOT_HARMFUL);
        return longEnough && (step.guard() == ExitCriterion.NONE || known);
    }

    @Test
    void it_never_skips_a_step_and_finishes_only_behind_the_last() {
        for (Situation each : all()) {
            PlanDecision decision = each.decide();
            if (decision instanceof Take take) {
                assertThat(take.step()).isEqualTo(each.state().step() + 1);
            }
            if (decision instanceof Finish) {
                assertThat(each.state().step()).isEqualTo(2);
            }
        }
    }

    @Test
    void it_finishes_when_everything_holds_at_the_last_step_whatever_the_calendar_says() {
        Instant later = TAKEN.plusSeconds(60);
        for (OpenTimes calendar : List.of(OpenTimes.ALWAYS, CLOSED)) {
            Plan plan = plan(calendar, Gate.APPROVAL, ExitCriterion.HEALTHY);
            PlanState last = PlanState.DRAFT.runningFrom(1, TAKEN).taken(2, TAKEN);

            assertThat(PlanRules.decide(plan, last, at(GOOD, later), later)).isEqualTo(new Finish());
        }
    }

    @Test
    void after_a_rollback_or_a_move_by_hand_or_with_both_sides_degraded_it_pauses_whatever_else_holds() {
        for (Situation each : all()) {
            PlanEvidence e = each.evidence();
            boolean disturbed = e.rolledBack() || e.movedBy() != null || e.bothDegraded();
            if (each.state().status() == Status.RUNNING) {
                assertThat(each.decide() instanceof Pause).isEqualTo(disturbed);
            }
        }
    }

    /** A random life: time passes, evidence changes, people pause and go on. The steps taken are 0, 1, 2 and never again. */
    @Test
    void in_any_life_steps_come_in_order_and_not_before_their_time() {
        Random random = new Random(7);
        for (int life = 0; life < 2_000; life++) {
            live(random, plan(OpenTimes.ALWAYS, Gate.AUTOMATIC, ExitCriterion.HEALTHY));
        }
    }

    private static void live(Random random, Plan plan) {
        Instant now = TAKEN;
        PlanState state = PlanState.DRAFT.runningFrom(-1, now);
        for (int tick = 0; tick < 60 && state.status() == Status.RUNNING; tick++) {
            now = now.plusSeconds(random.nextInt(40));
            List<PlanEvidence> evidences = evidences();
            PlanEvidence evidence = at(evidences.get(random.nextInt(evidences.size() - 4)), now);
            PlanDecision decision = PlanRules.decide(plan, state, evidence, now);
            if (decision instanceof Take take) {
                assertThat(take.step()).isEqualTo(state.step() + 1);
                assertThat(state.step() < 0 || !now.isBefore(state.since().plusSeconds(60)))
                        .isTrue();
                state = state.taken(take.step(), now);
            } else if (decision instanceof Finish) {
                state = state.now(Status.FINISHED);
            }
        }
    }

    @Test
    void it_says_what_it_waits_for() {
        Plan plan = plan(OpenTimes.ALWAYS, Gate.APPROVAL, ExitCriterion.HEALTHY);
        PlanState running = PlanState.DRAFT.runningFrom(-1, TAKEN).taken(0, TAKEN);
        Map<PlanEvidence, String> said = Map.of(
                evidence(Verdict.HEALTHY, 40, Duration.ZERO, false, false, null),
                "Waits for 60 more requests on the new side.",
                evidence(Verdict.HEALTHY, 400, Duration.ofSeconds(15), false, false, null),
                "Waits for fresh data: the newest are 15 seconds old.",
                evidence(Verdict.HARMFUL, 400, Duration.ZERO, false, false, null),
                "Does not go on: the new side does harm. Looked at it.",
                evidence(Verdict.INCONCLUSIVE, 400, Duration.ZERO, false, false, null),
                "Waits until the new side is known to be healthy. Looked at it.",
                GOOD,
                "Waits for somebody to approve the next step.");
        Instant later = TAKEN.plusSeconds(60);
        said.forEach((evidence, words) -> assertThat(words(PlanRules.decide(plan, running, at(evidence, later), later)))
                .isEqualTo(words));
        assertThat(words(PlanRules.decide(plan, running, at(GOOD, TAKEN), TAKEN)))
                .isEqualTo("Stays here for 60 seconds more.");
        assertThat(words(PlanRules.decide(
                        plan(CLOSED, Gate.AUTOMATIC, ExitCriterion.HEALTHY), running, at(GOOD, later), later)))
                .isEqualTo("Waits for the calendar: frozen by “Sale”.");
    }

    @Test
    void while_the_guard_is_blind_no_plan_takes_a_step_or_finishes_whatever_else_is_so() {
        for (Situation each : all()) {
            PlanEvidence blind = blind(each.evidence(), each.now().minusSeconds(23));

            PlanDecision decision = PlanRules.decide(each.plan(), each.state(), blind, each.now());

            assertThat(decision).as("%s", each).isNotInstanceOfAny(Take.class, Finish.class);
        }
    }

    @Test
    void a_plan_that_stands_still_for_a_blind_guard_says_so_even_when_somebody_has_waived_the_wait() {
        Plan plan = plan(OpenTimes.ALWAYS, Gate.AUTOMATIC, ExitCriterion.NONE);
        Instant later = TAKEN.plusSeconds(600);
        PlanEvidence blind = blind(at(GOOD, later), later.minusSeconds(23));

        assertThat(PlanRules.decide(plan, PlanState.DRAFT.runningFrom(-1, TAKEN), blind, later))
                .isEqualTo(new Wait(
                        WaitsFor.SIGHT,
                        "Stands still: the guard is blind. What services measured has not been looked at for 23 seconds.",
                        null));
    }

    @Test
    void it_says_who_interrupted_it() {
        Plan plan = plan(OpenTimes.ALWAYS, Gate.AUTOMATIC, ExitCriterion.HEALTHY);
        PlanState running = PlanState.DRAFT.runningFrom(-1, TAKEN);
        Map<PlanEvidence, String> said = Map.of(
                evidence(Verdict.HEALTHY, 0, null, false, true, null),
                "The route was rolled back.",
                evidence(Verdict.HEALTHY, 0, null, false, true, "tom"),
                "tom rolled the route back.",
                evidence(Verdict.HEALTHY, 0, null, false, false, "tom"),
                "tom moved the route by hand.");

        said.forEach((evidence, words) ->
                assertThat(PlanRules.decide(plan, running, evidence, TAKEN)).isEqualTo(new Pause(words)));
    }

    private static String words(PlanDecision decision) {
        return ((Wait) decision).words();
    }

    private static Plan plan(OpenTimes calendar, Gate gate, ExitCriterion demand) {
        return new Plan(
                RouteKind.TWO,
                List.of(step(5, Gate.AUTOMATIC, demand), step(50, gate, demand), step(100, gate, demand)),
                calendar);
    }

    private static PlanStep step(int percentage, Gate gate, ExitCriterion demand) {
        return PlanStepBuilder.builder()
                .stage(Stage.COMPLETE)
                .percentage(BigDecimal.valueOf(percentage))
                .minimumSeconds(60)
                .minimumRequests(100)
                .guard(demand)
                .gate(gate)
                .build();
    }

    /** @param age of the newest data, for now kept as seconds after the epoch */
    private static PlanEvidence evidence(
            Verdict verdict, long calls, Duration age, boolean degraded, boolean rolledBack, String movedBy) {
        Instant newest = age == null ? null : Instant.EPOCH.plus(age);
        return PlanEvidenceBuilder.builder()
                .guard(verdict)
                .guardWords("Looked at it.")
                .callsOnNew(calls)
                .newestData(newest)
                .bothDegraded(degraded)
                .blindSince(null)
                .rolledBack(rolledBack)
                .movedBy(movedBy)
                .build();
    }

    private static PlanEvidence at(PlanEvidence e, Instant now) {
        Instant newest = e.newestData() == null ? null : now.minus(Duration.between(Instant.EPOCH, e.newestData()));
        return PlanEvidenceBuilder.builder(e).newestData(newest).build();
    }

    private static PlanEvidence blind(PlanEvidence e, Instant since) {
        return PlanEvidenceBuilder.builder(e).blindSince(since).build();
    }
}
