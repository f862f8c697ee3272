package dev.banyan.bench.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {
    private static final int DRAWS = 100_000;

    @ParameterizedTest
    @CsvSource({"20, 0", "20, 0.003", "20, 0.3", "20, 0.8", "20, 1", "500, 0.005"})
    void bad_ones_are_binomial(long calls, double share) {
        Chance chance = new Chance(1);
        long[] draws =
                LongStream.range(0, DRAWS).map(i -> chance.bad(calls, share)).toArray();

        assertThat(LongStream.of(draws).allMatch(bad -> bad >= 0 && bad <= calls))
                .isTrue();
        double variance = calls * share * (1 - share);
        double error = 5 * Math.sqrt(variance / DRAWS);
        assertThat(mean(draws)).isCloseTo(calls * share, within(error + 1e-12));
        assertThat(variance(draws)).isCloseTo(variance, within(0.04 * variance + 1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0.01", "1", "30", "800"})
    void arrivals_have_the_mean_and_the_variance_that_they_should(double mean) {
        Chance chance = new Chance(2);
        long[] draws =
                LongStream.range(0, DRAWS).map(i -> chance.arrivals(mean)).toArray();

        assertThat(mean(draws)).isCloseTo(mean, within(5 * Math.sqrt(mean / DRAWS)));
        assertThat(variance(draws)).isCloseTo(mean, within(0.16 * mean));
    }

    private static double mean(long[] draws) {
        return LongStream.of(draws).average().orElseThrow();
    }

    private static double variance(long[] draws) {
        double mean = mean(draws);
        return LongStream.of(draws)
                .mapToDouble(draw -> (draw - mean) * (draw - mean))
                .average()
                .orElseThrow();
    }
}
