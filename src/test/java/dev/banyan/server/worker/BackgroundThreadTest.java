package dev.banyan.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundThreadTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final BackgroundThread thread = new BackgroundThread("test");
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicBoolean lastWords = new AtomicBoolean();

    @Test
    void stopping_interrupts_the_work_and_waits_for_its_last_words() {
        thread.start(this::work);

        thread.stop(LONG);

        assertThat(thread.running()).isFalse();
        assertThat(lastWords).isTrue();
    }

    @Test
    void starting_a_second_time_does_nothing() {
        thread.start(this::work);
        thread.start(this::work);
        thread.stop(LONG);

        assertThat(begun).hasValue(1);
    }

    @Test
    void what_never_began_can_be_stopped() {
        thread.stop(LONG);

        assertThat(thread.running()).isFalse();
    }

    private void work() {
        begun.incrementAndGet();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            lastWords.set(!thread.running());
        }
    }
}
