package dev.banyan.server.guard.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class PairedTestTest {
    private static final Aim AIM = new Aim(0.01, 0.001);

    @Property(tries = 200)
    void evidence_of_harm_is_one_on_average_while_the_sides_are_alike(
            @ForAll @IntRange(min = 1, max = 5) int pairs,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 0.5) double alone) {
        double sum = 0;
        for (Pairs first : looks(pairs)) {
            for (Pairs second : looks(pairs)) {
                Stakes evidence = PairedTest.start(AIM).add(first).add(second).evidence();
                sum += chance(first, alone, alone)
                        * chance(second, alone, alone)
                        * Math.exp(evidence.harm().logEvidence());
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Property(tries = 200)
    void evidence_of_health_is_at_most_one_on_average_where_there_is_harm(
            @ForAll @IntRange(min = 1, max = 5) int pairs,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 0.49) double legacy,
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 0.02) double harm) {
        double sum = 0;
        for (Pairs first : looks(pairs)) {
            for (Pairs second : looks(pairs)) {
                Stakes evidence = PairedTest.start(AIM).add(first).add(second).evidence();
                sum += chance(first, legacy, legacy + harm)
                        * chance(second, legacy, legacy + harm)
                        * Math.exp(evidence.health().logEvidence());
            }
        }
        assertThat(sum).isLessThanOrEqualTo(1 + 1e-9);
    }

    @Test
    void finds_harm_where_new_alone_fails() {
        PairedTest test = PairedTest.start(AIM);
        for (int second = 0; second < 3; second++) {
            test = test.add(new Pairs(50, 0, 6));
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(test.finding())
                .extracting(Finding::newShare, Finding::legacyShare)
                .containsExactly(0.12, 0.0);
    }

    @Test
    void a_common_fault_of_which_both_halves_fail_alone_blames_nobody() {
        PairedTest test = PairedTest.start(AIM);
        for (int second = 0; second < 600; second++) {
            test = test.add(new Pairs(100, 0, 0));
        }
        test = test.add(new Pairs(100, 25, 25));
        assertThat(test.finding().evidenceOfHarm()).isLessThan(2);
    }

    @Test
    void becomes_healthy_and_says_beforehand_when() {
        PairedTest test = PairedTest.start(AIM).add(new Pairs(100, 0, 0));
        long needed = test.finding().stillNeeded();
        long more = 0;
        while (test.finding().verdict() == Verdict.INCONCLUSIVE) {
            test = test.add(new Pairs(10, 0, 0));
            more += 10;
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat((double) more / needed).isBetween(0.6, 1.6);
    }

    private static double chance(Pairs look, double legacy, double fresh) {
        long even = look.pairs() - look.onlyLegacyBad() - look.onlyNewBad();
        double ways = 1;
        for (long i = 1; i <= look.onlyLegacyBad(); i++) {
            ways *= (double) (even + i) / i;
        }
        for (long i = 1; i <= look.onlyNewBad(); i++) {
            ways *= (double) (even + look.onlyLegacyBad() + i) / i;
        }
        return ways
                * Math.pow(legacy, look.onlyLegacyBad())
                * Math.pow(fresh, look.onlyNewBad())
                * Math.pow(Math.max(0, 1 - legacy - fresh), even);
    }

    private static List<Pairs> looks(int pairs) {
        List<Pairs> looks = new ArrayList<>();
        for (int legacy = 0; legacy <= pairs; legacy++) {
            for (int fresh = 0; legacy + fresh <= pairs; fresh++) {
                looks.add(new Pairs(pairs, legacy, fresh));
            }
        }
        return looks;
    }
}
