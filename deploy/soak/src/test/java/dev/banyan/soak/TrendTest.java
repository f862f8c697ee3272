package dev.banyan.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {

    @Test
    void what_leaks_grows() {
        assertThat(trend(i -> 100 + i).grows()).isTrue();
        assertThat(trend(i -> 100 + i * i).grows()).isTrue();
    }

    @Test
    void what_fills_up_to_a_bound_does_not() {
        assertThat(trend(i -> 100 * (1 - Math.exp(-i / 6))).grows()).isFalse();
        assertThat(trend(i -> Math.min(i, 15)).grows()).isFalse();
    }

    @Test
    void what_stays_wanders_or_shrinks_does_not() {
        assertThat(trend(i -> 100).grows()).isFalse();
        assertThat(trend(i -> 100 + i % 7).grows()).isFalse();
        assertThat(trend(i -> 100 - i).grows()).isFalse();
    }

    @Test
    void one_high_figure_among_many_is_no_growth() {
        assertThat(trend(i -> i == 38 ? 10_000 : 100).grows()).isFalse();
    }

    @Test
    void few_figures_tell_nothing() {
        assertThatThrownBy(() -> Trend.of(List.of(1.0, 2.0), 1)).hasMessageContaining("too few");
    }

    private static Trend trend(DoubleUnaryOperator figure) {
        return Trend.of(
                IntStream.range(0, 40).mapToObj(i -> figure.applyAsDouble(i)).toList(), 2);
    }
}
