package dev.banyan.bench.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void so_many_per_cent_do_not_exceed_it() {
        Percentiles thousand = Percentiles.of(LongStream.rangeClosed(1, 1_000).map(i -> 1_001 - i));

        assertThat(thousand.median()).isEqualTo(500);
        assertThat(thousand.at(99)).isEqualTo(990);
        assertThat(thousand.at(99.9)).isEqualTo(999);
        assertThat(thousand.most()).isEqualTo(1_000);
    }

    @Test
    void one_figure_is_every_percentile_and_none_is_none() {
        assertThat(Percentiles.of(LongStream.of(7)).at(1)).isEqualTo(7);
        assertThat(Percentiles.of(LongStream.of(7)).most()).isEqualTo(7);
        assertThatThrownBy(() -> Percentiles.of(LongStream.empty()).median()).isInstanceOf(IllegalStateException.class);
    }
}
