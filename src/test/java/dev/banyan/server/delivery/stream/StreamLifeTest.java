package dev.banyan.server.delivery.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StreamLifeTest {

    @Test
    void streams_that_opened_together_end_spread_over_half_of_a_lifetime() {
        Random random = new Random(3);
        Duration lifetime = Duration.ofMinutes(20);

        LongSummaryStatistics seconds = LongStream.range(0, 10_000)
                .map(i -> Duration.ofNanos(Stream.endByChance(0, lifetime, random))
                        .toSeconds())
                .summaryStatistics();

        assertThat(seconds.getMin()).isBetween(600L, 605L);
        assertThat(seconds.getMax()).isBetween(1_195L, 1_200L);
        assertThat(seconds.getAverage()).isBetween(890.0, 910.0);
    }
}
