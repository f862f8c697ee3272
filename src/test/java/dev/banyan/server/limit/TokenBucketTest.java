package dev.banyan.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final TokenBucket bucket = new TokenBucket(3, Duration.ofSeconds(10), nanos::get);

    @Test
    void a_burst_is_there_at_once_and_then_one_per_interval() {
        takeAll();

        assertThat(bucket.take()).contains(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(9));
        assertThat(bucket.take()).contains(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(bucket.take()).isEmpty();
        assertThat(bucket.take()).isPresent();
    }

    @Test
    void a_long_pause_is_worth_a_burst_and_no_more() {
        takeAll();
        pass(Duration.ofDays(1));

        takeAll();
        assertThat(bucket.take()).isPresent();
    }

    @Test
    void a_rate_is_a_second_s_worth_at_once() {
        TokenBucket rate = TokenBucket.perSecond(2, nanos::get);

        assertThat(rate.take()).isEmpty();
        assertThat(rate.take()).isEmpty();
        assertThat(rate.take()).contains(Duration.ofMillis(500));
    }

    @Test
    void what_costs_more_than_there_is_is_paid_for_later() {
        assertThat(bucket.overdraw(5)).isEmpty();

        assertThat(bucket.overdraw(1)).contains(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(30));
        assertThat(bucket.overdraw(1)).isEmpty();
    }

    @Test
    void what_is_given_back_does_not_count_and_is_never_more_than_a_burst() {
        takeAll();
        bucket.giveBack();
        assertThat(bucket.take()).isEmpty();

        for (int i = 0; i < 10; i++) {
            bucket.giveBack();
        }
        takeAll();
        assertThat(bucket.take()).isPresent();
    }

    @Test
    void a_clock_that_goes_back_takes_nothing_away() {
        assertThat(bucket.take()).isEmpty();
        pass(Duration.ofHours(-1));

        assertThat(bucket.take()).isEmpty();
        assertThat(bucket.take()).isEmpty();
    }

    private void takeAll() {
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take()).isEmpty();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
