package dev.banyan.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyBucketsTest {

    private static final long MAX = 1L << 27;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "15, 15",
        "16, 16",
        "31, 31",
        "32, 32",
        "33, 32",
        "34, 33",
        "63, 47",
        "64, 48",
        "1000, 111",
        "1023, 111",
        "1024, 112",
        "134217727, 383",
        "134217728, 383",
        "9223372036854775807, 383",
        "-1, 0",
        "-9223372036854775808, 0"
    })
    void a_latency_has_its_bucket(long micros, int index) {
        assertThat(LatencyBuckets.index(micros)).isEqualTo(index);
    }

    @Test
    void buckets_follow_each_other_without_a_gap() {
        assertThat(LatencyBuckets.lowerBound(0)).isZero();
        for (int i = 0; i < LatencyBuckets.COUNT - 1; i++) {
            assertThat(LatencyBuckets.upperBound(i)).isEqualTo(LatencyBuckets.lowerBound(i + 1));
        }
        assertThat(LatencyBuckets.upperBound(LatencyBuckets.COUNT - 1)).isEqualTo(MAX);
    }

    @Property(tries = 2_000, seed = "51")
    void a_latency_lies_within_its_bucket(@ForAll @LongRange(max = MAX - 1) long micros) {
        int index = LatencyBuckets.index(micros);

        assertThat(micros).isBetween(LatencyBuckets.lowerBound(index), LatencyBuckets.upperBound(index) - 1);
    }

    @Property(tries = 2_000, seed = "52")
    void the_middle_of_a_bucket_is_at_most_a_thirty_second_off(@ForAll @LongRange(min = 1, max = MAX - 1) long micros) {
        int index = LatencyBuckets.index(micros);
        double middle = (LatencyBuckets.lowerBound(index) + LatencyBuckets.upperBound(index) - 1) / 2.0;

        assertThat(Math.abs(middle - micros) / micros).isLessThanOrEqualTo(1 / 32.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 384, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void there_is_no_other_bucket(int index) {
        assertThatThrownBy(() -> LatencyBuckets.lowerBound(index)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> LatencyBuckets.upperBound(index)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
