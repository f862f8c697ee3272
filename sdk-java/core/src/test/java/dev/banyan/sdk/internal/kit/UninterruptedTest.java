package dev.banyan.sdk.internal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UninterruptedTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Test
    void an_interrupt_before_or_while_joining_is_kept_for_later() {
        Thread joining = Thread.currentThread();
        AtomicBoolean done = new AtomicBoolean();
        Thread working = new Thread(() -> {
            while (joining.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            joining.interrupt();
            while (joining.isInterrupted() || joining.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            done.set(true);
        });
        joining.interrupt();
        working.start();

        Uninterrupted.join(working, System.nanoTime() + MINUTE);

        assertThat(done).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void joining_ends_at_the_given_moment_and_for_nobody_at_once() {
        Thread endless = new Thread(() -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException released) {
                // Over.
            }
        });
        endless.start();
        Uninterrupted.join(endless, System.nanoTime() + 20_000_000);
        assertThat(endless.isAlive()).isTrue();
        endless.interrupt();
        Uninterrupted.join(endless, System.nanoTime() + MINUTE);
        Uninterrupted.join(null, System.nanoTime() + MINUTE);
        Uninterrupted.join(Thread.currentThread(), System.nanoTime() + MINUTE);
        assertThat(endless.isAlive()).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void work_sees_no_interrupt_and_its_thread_does_afterwards() {
        AtomicBoolean seen = new AtomicBoolean();
        Thread.currentThread().interrupt();
        Uninterrupted.run(() -> seen.set(Thread.currentThread().isInterrupted()));
        assertThat(seen).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
