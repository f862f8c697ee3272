package dev.banyan.bench.delivery.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void the_limit_grows_from_one_second_to_thirty() {
        Backoff backoff = new Backoff(drawing(0.999));

        long[] seconds = LongStream.range(0, 7)
                .map(i -> Math.round(backoff.next() / 1e9))
                .toArray();

        assertThat(seconds).containsExactly(1, 1, 2, 4, 8, 16, 30);
    }

    @Test
    void nobody_comes_back_at_once_and_a_good_stream_starts_it_over() {
        Backoff backoff = new Backoff(drawing(0));
        for (int i = 0; i < 5; i++) {
            assertThat(backoff.next()).isEqualTo(100_000_000L);
        }

        backoff.reset();

        assertThat(backoff.next()).isEqualTo(100_000_000L);
        assertThat(limitAfterReset()).isLessThanOrEqualTo(1_000_000_000L);
    }

    private static long limitAfterReset() {
        Backoff backoff = new Backoff(drawing(0.999));
        for (int i = 0; i < 5; i++) {
            backoff.next();
        }
        backoff.reset();
        return backoff.next();
    }

    /** Always that part of the limit. */
    private static RandomGenerator drawing(double part) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public long nextLong(long bound) {
                return (long) (bound * part);
            }
        };
    }
}
