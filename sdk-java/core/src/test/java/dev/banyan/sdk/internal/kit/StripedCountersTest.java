package dev.banyan.sdk.internal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StripedCountersTest {
    @Test
    void counts_and_drains() {
        StripedCounters counters = new StripedCounters(3);
        counters.increment(0);
        counters.increment(2);
        counters.increment(2);
        assertThat(counters.drain(0)).isEqualTo(1);
        assertThat(counters.drain(1)).isZero();
        assertThat(counters.drain(2)).isEqualTo(2);
        assertThat(counters.drain(2)).isZero();
    }

    @Test
    void nothing_is_lost_or_counted_twice_while_it_is_drained() throws InterruptedException {
        int threads = 4;
        int each = 200_000;
        StripedCounters counters = new StripedCounters(2);
        CountDownLatch running = new CountDownLatch(threads);
        List<Thread> raisers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread raiser = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    counters.increment(i & 1);
                }
                running.countDown();
            });
            raisers.add(raiser);
            raiser.start();
        }
        long sum = 0;
        while (running.getCount() > 0) {
            sum += counters.drain(0) + counters.drain(1);
        }
        for (Thread raiser : raisers) {
            raiser.join();
        }
        sum += counters.drain(0) + counters.drain(1);
        assertThat(sum).isEqualTo((long) threads * each);
    }
}
