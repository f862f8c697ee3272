package dev.banyan.sdk.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CallWindowTest {
    private static final long SECOND = 1_000_000_000L;

    private final CallWindow window = new CallWindow(10, 100, -5 * SECOND);

    @Test
    void tells_errors_from_slow_calls() {
        assertThat(window.kind(false, 99_999_999)).isZero();
        assertThat(window.kind(false, 100_000_000)).isEqualTo(CallWindow.SLOW);
        assertThat(window.kind(true, 0)).isEqualTo(CallWindow.ERROR);
        assertThat(new CallWindow(10, 0, 0).kind(true, Long.MAX_VALUE - 1)).isEqualTo(CallWindow.ERROR);
        count(0, 1);
        count(CallWindow.ERROR, 2);
        count(CallWindow.SLOW, 3);
        count(CallWindow.ERROR | CallWindow.SLOW, 4);
        window.look(-5 * SECOND);
        assertThat(window.sum(0)).isEqualTo(10);
        assertThat(window.sum(CallWindow.ERROR)).isEqualTo(6);
        assertThat(window.sum(CallWindow.SLOW)).isEqualTo(7);
    }

    @Test
    void forgets_after_its_length() {
        count(0, 5);
        window.look(-5 * SECOND);
        window.look(5 * SECOND - 1);
        assertThat(window.sum(0)).isEqualTo(5);
        window.look(5 * SECOND);
        assertThat(window.sum(0)).isZero();
    }

    @Test
    void spreads_over_the_time_in_which_nobody_looked() {
        count(0, 60_000);
        window.look(55 * SECOND);
        assertThat(window.sum(0)).isEqualTo(10_000);
        window.look(60 * SECOND);
        assertThat(window.sum(0)).isEqualTo(5_000);
    }

    @Test
    void never_overlooks_the_call_that_made_it_look() {
        count(CallWindow.ERROR, 1);
        window.look(3_600_000 * SECOND);
        assertThat(window.sum(CallWindow.ERROR)).isEqualTo(1);
    }

    @Property
    void agrees_with_a_list_when_looked_at_each_time(
            @ForAll @Size(max = 60) List<@IntRange(max = 3) Integer> kinds,
            @ForAll @IntRange(max = 2_000) int stepMillis) {
        CallWindow looked = new CallWindow(1, 1, 0);
        List<Long> errors = new ArrayList<>();
        long now = 0;
        for (int kind : kinds) {
            now += stepMillis * 1_000_000L;
            looked.count(kind);
            looked.look(now);
            if ((kind & CallWindow.ERROR) != 0) {
                errors.add(now / 100_000_000);
            }
            long from = now / 100_000_000 - 9;
            assertThat(looked.sum(CallWindow.ERROR))
                    .isEqualTo(errors.stream().filter(slice -> slice >= from).count());
        }
    }

    private void count(int kind, int times) {
        for (int i = 0; i < times; i++) {
            window.count(kind);
        }
    }
}
