package dev.banyan.server.web.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.0001", "125, 0.0125", "250000, 25", "100000, 10", "999999, 99.9999", "1000000, 100"})
    void configured_shares_keep_all_four_decimals(int millionths, String expected) {
        assertThat(new Share(millionths).percentage()).isEqualTo(expected);
    }

    @Test
    void a_share_outside_of_the_whole_is_refused() {
        assertThatThrownBy(() -> new Share(1_000_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Share(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_smallest_share_is_drawn_and_almost_all_is_not_drawn_as_all() {
        assertThat(new Share(1).drawn()).isEqualTo(1.5);
        assertThat(new Share(999_999).drawn()).isEqualTo(98.5);
        assertThat(Share.NONE.drawn()).isZero();
        assertThat(Share.ALL.drawn()).isEqualTo(100);
    }
}
