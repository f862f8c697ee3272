package dev.banyan.server.health.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.banyan.wire.LatencyBuckets;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

    @Test
    void quantiles_are_within_the_promised_error() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int millis = 1; millis <= 1000; millis++) {
            histogram.add(LatencyBuckets.index(millis * 1000L), 1);
        }
        assertThat(histogram.quantileMillis(0.5)).isCloseTo(500, within(500 * 0.032));
        assertThat(histogram.quantileMillis(0.95)).isCloseTo(950, within(950 * 0.032));
        assertThat(histogram.quantileMillis(0.99)).isCloseTo(990, within(990 * 0.032));
    }

    @Test
    void nothing_counted_is_no_latency_rather_than_zero() {
        assertThat(new LatencyHistogram().quantileMillis(0.5)).isNull();
    }

    @Test
    void buckets_that_do_not_exist_are_left_out() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.add(-1, 5);
        histogram.add(LatencyBuckets.COUNT, 5);
        histogram.add(3, -5);
        assertThat(histogram.quantileMillis(0.5)).isNull();
    }
}
