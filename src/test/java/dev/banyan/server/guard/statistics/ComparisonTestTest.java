package dev.banyan.server.guard.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ComparisonTestTest {
    private static final Aim AIM = new Aim(0.005, 0.01);
    private static final double LIMIT = 1 / AIM.alpha();

    @Test
    void finds_nothing_before_it_has_seen_something() {
        Finding finding = ComparisonTest.start(AIM).finding();

        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.evidenceOfHarm()).isCloseTo(1, within(1e-9));
        assertThat(finding.evidenceOfHealth()).isCloseTo(1, within(1e-9));
        assertThat(finding.low()).isEqualTo(-1);
        assertThat(finding.high()).isEqualTo(1);
        assertThat(finding.stillNeeded()).isEqualTo(-1);
    }

    /** The whole test after two looks, over all that may happen, although the second bet depends on the first look. */
    @Property(tries = 60)
    void evidence_of_harm_is_one_on_average_while_the_sides_are_alike(
            @ForAll @IntRange(min = 1, max = 4) int legacy,
            @ForAll @IntRange(min = 1, max = 4) int fresh,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double early,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double late) {
        double sum = 0;
        for (Interval first : looks(legacy, fresh)) {
            for (Interval second : looks(legacy, fresh)) {
                double evidence = Math.exp(ComparisonTest.start(AIM)
                        .add(first)
                        .add(second)
                        .evidence()
                        .harm()
                        .logEvidence());
                sum += Chances.table(first, early, early) * Chances.table(second, late, late) * evidence;
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    @Test
    void finds_a_harm_within_seconds_of_its_beginning() {
        ComparisonTest test = ComparisonTest.start(AIM);
        for (int second = 0; second < 3; second++) {
            test = test.add(new Interval(150, 0, 50, 25));
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(test.finding().low()).isPositive();
    }

    @Test
    void finds_a_harm_after_a_week_of_health() {
        ComparisonTest test = ComparisonTest.start(AIM);
        for (int second = 0; second < 7 * 86_400; second++) {
            test = test.add(new Interval(150, second % 3 == 0 ? 1 : 0, 50, second % 9 == 0 ? 1 : 0));
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HEALTHY);
        test = test.add(new Interval(150, 0, 50, 25));
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HARMFUL);
    }

    @Test
    void is_not_healthy_any_more_when_the_new_side_gets_a_little_worse() {
        ComparisonTest test = ComparisonTest.start(AIM);
        for (int second = 0; second < 3_600; second++) {
            test = test.add(new Interval(150, 1, 50, second % 3 == 0 ? 1 : 0));
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HEALTHY);
        for (int second = 0; second < 25; second++) {
            test = test.add(new Interval(150, 1, 50, 1));
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(test.finding().stillNeeded()).isPositive();
    }

    @Test
    void a_harm_stays_found() {
        ComparisonTest test = ComparisonTest.start(AIM).add(new Interval(500, 0, 500, 250));
        for (int second = 0; second < 1_000; second++) {
            test = test.add(new Interval(500, 5, 500, 0));
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(test.finding().evidenceOfHarm()).isGreaterThanOrEqualTo(LIMIT);
    }

    @Test
    void a_fault_of_both_sides_blames_nobody_and_costs_nothing() {
        ComparisonTest before = ComparisonTest.start(AIM);
        for (int second = 0; second < 600; second++) {
            before = before.add(new Interval(900, second % 2, 100, second % 20 == 0 ? 1 : 0));
        }
        ComparisonTest all = before.add(new Interval(900, 900, 100, 100));
        ComparisonTest half = before.add(new Interval(900, 450, 100, 50));

        assertThat(before.finding().verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(all.evidence().harm())
                .usingRecursiveComparison()
                .isEqualTo(before.evidence().harm());
        assertThat(all.finding().verdict()).isEqualTo(Verdict.HEALTHY);
        double lost =
                before.evidence().harm().logEvidence() - half.evidence().harm().logEvidence();
        assertThat(lost).isBetween(-0.5, 0.5);
    }

    @Test
    void without_errors_it_becomes_healthy_and_says_beforehand_when() {
        ComparisonTest test = ComparisonTest.start(AIM);
        for (int second = 0; second < 5; second++) {
            test = test.add(new Interval(90, 0, 10, 0));
        }
        long needed = test.finding().stillNeeded();
        long more = 0;
        while (test.finding().verdict() == Verdict.INCONCLUSIVE) {
            test = test.add(new Interval(90, 0, 10, 0));
            more += 10;
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(test.finding().stillNeeded()).isZero();
        assertThat(test.finding().high()).isLessThanOrEqualTo(AIM.harm());
        assertThat((double) more / needed).isBetween(0.6, 1.6);
    }

    @Test
    void legacy_traffic_alone_finds_nothing() {
        ComparisonTest test = ComparisonTest.start(AIM);
        for (int second = 0; second < 1_000; second++) {
            test = test.add(new Interval(100, 3, 0, 0));
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(test.finding().evidenceOfHealth()).isCloseTo(1, within(1e-9));
    }

    /** One request a second, one in a hundred on new: no second ever has both sides. */
    @Test
    void finds_a_harm_with_next_to_no_traffic() {
        ComparisonTest test = ComparisonTest.start(AIM);
        int second = 0;
        while (test.finding().verdict() == Verdict.INCONCLUSIVE && second < 10_000) {
            boolean fresh = second % 100 == 40;
            test = test.add(fresh ? new Interval(0, 0, 1, 1) : new Interval(1, 0, 0, 0));
            second++;
        }
        assertThat(test.finding().verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(test.finding().calls()).isLessThanOrEqualTo(4);
    }

    @Test
    void stays_finite_whatever_comes() {
        SplittableRandom random = new SplittableRandom(7);
        ComparisonTest test = ComparisonTest.start(new Aim(0.0001, 1e-6));
        for (int look = 0; look < 3_000; look++) {
            long legacy = random.nextLong(3) * random.nextLong(1_000);
            long fresh = random.nextLong(3) * random.nextLong(1_000);
            test = test.add(new Interval(legacy, random.nextLong(legacy + 1), fresh, random.nextLong(fresh + 1)));
            Finding finding = test.finding();
            assertThat(finding.evidenceOfHarm()).isFinite();
            assertThat(finding.evidenceOfHealth()).isFinite();
            assertThat(finding.low()).isFinite().isLessThanOrEqualTo(finding.high());
            assertThat(test.evidence().harm().logs()).doesNotContain(Double.NaN);
        }
    }

    private static Interval[] looks(int legacy, int fresh) {
        Interval[] looks = new Interval[(legacy + 1) * (fresh + 1)];
        for (int i = 0; i < looks.length; i++) {
            looks[i] = new Interval(legacy, i / (fresh + 1), fresh, i % (fresh + 1));
        }
        return looks;
    }
}
