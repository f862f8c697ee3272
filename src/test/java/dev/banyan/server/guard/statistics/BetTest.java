package dev.banyan.server.guard.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class BetTest {

    @Property(tries = 500)
    void wins_nothing_on_average_where_the_harm_is_as_large_or_larger(
            @ForAll @IntRange(min = 1, max = 12) int legacy,
            @ForAll @IntRange(min = 1, max = 12) int fresh,
            @ForAll @Scale(6) @DoubleRange(min = 0.0001, max = 0.9999) double expected,
            @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 0.9) double harm,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double where,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double more) {
        double legacyRate = where * (1 - harm);
        double newRate = legacyRate + harm + more * (1 - harm - legacyRate);
        Bet bet = Bet.against(harm, expected, legacy, fresh);
        double sum = 0;
        for (int legacyBad = 0; legacyBad <= legacy; legacyBad++) {
            for (int newBad = 0; newBad <= fresh; newBad++) {
                Interval look = new Interval(legacy, legacyBad, fresh, newBad);
                sum += Chances.table(look, legacyRate, Math.min(1, newRate)) * Math.exp(bet.logE(look));
            }
        }
        assertThat(sum).isLessThanOrEqualTo(1 + 1e-9);
    }

    @Test
    void wins_where_both_sides_are_alike() {
        Bet bet = Bet.against(0.005, 0.01, 300, 100);
        assertThat(bet.growth(300, 0.01, 100, 0.01)).isPositive();
        assertThat(bet.growth(300, 0.01, 100, 0.02)).isNegative();
    }

    @Test
    void a_second_in_which_everything_fails_does_not_cost_all() {
        Bet bet = Bet.against(0.005, 0.001, 900, 100);
        assertThat(bet.logE(new Interval(900, 900, 100, 100))).isGreaterThan(-2);
    }
}
