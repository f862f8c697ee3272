package dev.banyan.server.guard.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class MixtureTest {

    @Property
    void begins_at_one(
            @ForAll @IntRange(min = 1, max = 20) int alternatives,
            @ForAll @Scale(6) @DoubleRange(min = 0.01, max = 0.99) double first) {
        assertThat(Mixture.start(alternatives, first).logEvidence()).isCloseTo(0, within(1e-12));
    }

    /** A fair coin: factors 1.5 and 0.5 have the mean 1, and so has what they make of the whole. */
    @Property
    void stays_the_same_on_average(
            @ForAll @IntRange(min = 0, max = 200) int healthy,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double tick) {
        Mixture mixture = Mixture.start(2, 0.7);
        for (int i = 0; i < healthy; i++) {
            mixture = mixture.times(1, new double[] {Math.log(0.8), Math.log(1.1)});
        }
        double up = Math.exp(
                mixture.times(tick, new double[] {Math.log(1.5), Math.log(1.9)}).logEvidence());
        double down = Math.exp(
                mixture.times(tick, new double[] {Math.log(0.5), Math.log(0.1)}).logEvidence());
        assertThat((up + down) / 2 / Math.exp(mixture.logEvidence())).isCloseTo(1, within(1e-9));
    }

    @Test
    void after_months_of_health_something_is_left_to_bet_with() {
        Mixture mixture = Mixture.start(1, 0.7);
        for (int second = 0; second < 1_000_000; second++) {
            mixture = mixture.times(1, new double[] {-0.5});
        }
        mixture = new Mixture(0.7, mixture.clock() * 10, mixture.logs());
        for (int second = 0; second < 15; second++) {
            mixture = mixture.times(1, new double[] {2});
        }
        assertThat(mixture.logEvidence()).isGreaterThan(Math.log(1000));
    }

    @Test
    void winnings_may_be_thrown_away() {
        Mixture rich = Mixture.start(2, 0.9).times(1, new double[] {50, 20});
        assertThat(rich.atMost(6).logEvidence()).isCloseTo(6, within(0.05));
        assertThat(rich.atMost(60)).isSameAs(rich);
    }
}
