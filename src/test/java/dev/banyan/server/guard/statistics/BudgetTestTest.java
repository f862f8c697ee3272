package dev.banyan.server.guard.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class BudgetTestTest {
    private static final Aim AIM = new Aim(0.005, 0.001);

    @Property(tries = 300)
    void evidence_is_at_most_one_on_average_where_it_is_wrong(
            @ForAll @IntRange(min = 1, max = 12) int calls,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 0.9) double budget,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double part) {
        double harmless = budget * part;
        double harmful = budget + AIM.harm() + part * (1 - budget - AIM.harm());
        double harm = 0;
        double health = 0;
        for (int first = 0; first <= calls; first++) {
            for (int second = 0; second <= calls; second++) {
                Stakes evidence = BudgetTest.start(AIM, budget)
                        .add(new Trials(calls, first))
                        .add(new Trials(calls, second))
                        .evidence();
                harm += Chances.binomial(calls, first, harmless)
                        * Chances.binomial(calls, second, harmless)
                        * Math.exp(evidence.harm().logEvidence());
                health += Chances.binomial(calls, first, harmful)
                        * Chances.binomial(calls, second, harmful)
                        * Math.exp(evidence.health().logEvidence());
            }
        }
        assertThat(harm).isLessThanOrEqualTo(1 + 1e-9);
        assertThat(health).isLessThanOrEqualTo(1 + 1e-9);
    }

    @Test
    void without_a_budget_one_is_too_many() {
        BudgetTest test = BudgetTest.start(AIM, 0).add(new Trials(1_000, 0));
        assertThat(test.finding().evidenceOfHarm()).isLessThan(2);
        assertThat(test.add(new Trials(10, 1)).finding().verdict()).isEqualTo(Verdict.HARMFUL);
    }

    @Test
    void what_keeps_to_the_budget_becomes_healthy() {
        BudgetTest test = BudgetTest.start(AIM, 0.01);
        while (test.finding().verdict() == Verdict.INCONCLUSIVE) {
            test = test.add(new Trials(100, 1));
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(test.finding().legacyShare()).isEqualTo(0.01);
        assertThat(test.finding().calls()).isLessThan(10_000);
    }

    @Test
    void what_breaks_the_budget_is_harmful() {
        BudgetTest test = BudgetTest.start(AIM, 0.01);
        for (int second = 0; second < 5; second++) {
            test = test.add(new Trials(100, 8));
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(test.finding().newShare()).isEqualTo(0.08);
    }

    @Test
    void refuses_a_budget_that_leaves_no_room_for_harm() {
        assertThatThrownBy(() -> BudgetTest.start(AIM, 0.996)).hasMessageContaining("\"budget\" must be");
        assertThatThrownBy(() -> BudgetTest.start(AIM, -0.1)).hasMessageContaining("\"budget\" must be");
    }
}
