package dev.banyan.server.guard.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class TableTest {

    @Property(tries = 300)
    void expected_value_is_one_whatever_the_common_rate(
            @ForAll @IntRange(min = 1, max = 12) int legacy,
            @ForAll @IntRange(min = 1, max = 12) int fresh,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double rate,
            @ForAll @Scale(6) @DoubleRange(min = 1.001, max = 1e6) double oddsRatio) {
        assertThat(expectation(legacy, fresh, rate, rate, oddsRatio)).isCloseTo(1, within(1e-9));
    }

    @Property(tries = 300)
    void a_better_new_side_is_blamed_less_than_an_equal_one(
            @ForAll @IntRange(min = 1, max = 12) int legacy,
            @ForAll @IntRange(min = 1, max = 12) int fresh,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double legacyRate,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double part,
            @ForAll @Scale(6) @DoubleRange(min = 1.001, max = 1e6) double oddsRatio) {
        assertThat(expectation(legacy, fresh, legacyRate, legacyRate * part, oddsRatio))
                .isLessThanOrEqualTo(1 + 1e-9);
    }

    /** Two seconds gathered into one look, in one of which everything fails: chance alone decides which side is there. */
    @Test
    void rates_may_differ_within_a_look_as_long_as_chance_decides_the_side() {
        double[] rates = {0.9, 0.9, 0.05, 0.05, 0.3, 0};
        double sum = 0;
        double sides = 0;
        for (int onNew = 0; onNew < 1 << rates.length; onNew++) {
            if (Integer.bitCount(onNew) == 2) {
                sides++;
                sum += expectation(rates, onNew, 40);
            }
        }
        assertThat(sum / sides).isCloseTo(1, within(1e-9));
    }

    @Test
    void says_nothing_when_nothing_or_everything_is_bad() {
        assertThat(new Table(new Interval(800, 0, 200, 0)).logE(50)).isZero();
        assertThat(new Table(new Interval(800, 800, 200, 200)).logE(50)).isZero();
        assertThat(new Table(new Interval(800, 0, 200, 0)).uncertainty()).isZero();
        assertThat(new Table(new Interval(800, 800, 200, 200)).uncertainty()).isZero();
    }

    @Property
    void each_bad_one_more_on_new_accuses_more(
            @ForAll @IntRange(min = 5, max = 400) int legacy,
            @ForAll @IntRange(min = 5, max = 400) int fresh,
            @ForAll @IntRange(min = 1, max = 5) int bad,
            @ForAll @Scale(6) @DoubleRange(min = 1.001, max = 1e6) double oddsRatio) {
        double[] logs = new double[bad + 1];
        Arrays.setAll(logs, onNew -> new Table(new Interval(legacy, bad - onNew, fresh, onNew)).logE(oddsRatio));
        assertThat(logs).isSorted();
        assertThat(logs[bad]).isPositive();
        assertThat(logs[0]).isNegative();
    }

    @Test
    void large_numbers_stay_finite() {
        Table all = new Table(new Interval(50_000, 0, 50_000, 50_000));
        Table none = new Table(new Interval(50_000, 50_000, 50_000, 0));
        // log of (100,000 choose 50,000)
        assertThat(all.logE(1e12)).isCloseTo(69_308.7, within(0.1));
        assertThat(none.logE(1e12)).isNegative().isFinite();
    }

    private static double expectation(int legacy, int fresh, double legacyRate, double newRate, double oddsRatio) {
        double sum = 0;
        for (int legacyBad = 0; legacyBad <= legacy; legacyBad++) {
            for (int newBad = 0; newBad <= fresh; newBad++) {
                Interval look = new Interval(legacy, legacyBad, fresh, newBad);
                sum += Chances.table(look, legacyRate, newRate) * Math.exp(new Table(look).logE(oddsRatio));
            }
        }
        return sum;
    }

    private static double expectation(double[] rates, int onNew, double oddsRatio) {
        double sum = 0;
        for (int bad = 0; bad < 1 << rates.length; bad++) {
            double chance = 1;
            for (int i = 0; i < rates.length; i++) {
                chance *= (bad >> i & 1) == 1 ? rates[i] : 1 - rates[i];
            }
            Interval look = new Interval(
                    rates.length - Integer.bitCount(onNew),
                    Integer.bitCount(bad & ~onNew),
                    Integer.bitCount(onNew),
                    Integer.bitCount(bad & onNew));
            sum += chance * Math.exp(new Table(look).logE(oddsRatio));
        }
        return sum;
    }
}
