package dev.banyan.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SumsTest {
    @Test
    void a_sum_stands_still_where_it_would_overflow() {
        assertThat(Sums.of(1, 2)).isEqualTo(3);
        assertThat(Sums.of(Sums.MOST, 1)).isEqualTo(Sums.MOST);
        assertThat(Sums.of(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(Sums.MOST);
        assertThat(Sums.of(LongStream.of(Long.MAX_VALUE, Long.MAX_VALUE, 1))).isEqualTo(Sums.MOST);
    }

    @Test
    void what_an_earlier_release_let_overflow_counts_as_nothing() {
        assertThat(Sums.within(Long.MIN_VALUE)).isZero();
        assertThat(Sums.of(-5, 3)).isEqualTo(3);
    }
}
