package dev.banyan.server.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "0.00001, <0.01 %",
        "-0.00001, -<0.01 %",
        "0.0001, 0.01 %",
        "0.0004, 0.04 %",
        "0.001, 0.1 %",
        "0.0312, 3.1 %",
        "-0.0312, -3.1 %",
        "0.9994, 99.9 %",
        "0.9995, 100 %",
        "1, 100 %",
    })
    void a_share_is_rounded_and_some_never_become_none(double share, String words) {
        assertThat(Shares.percent(share)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 50 %", "0.005, 0.5 %", "0.00125, 0.125 %", "1, 100 %"})
    void what_somebody_has_set_is_said_as_it_was_set(double share, String words) {
        assertThat(Shares.exact(share)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 0",
        "10, 10, 100",
        "1, 4, 25",
        "1, 3, 33.3",
        "1, 1000, 0.1",
        "7, 10000, 0.07",
        "1, 100000, <0.01",
        "99999, 100000, >99.9",
        "9995, 10000, >99.9"
    })
    void measured_percentages_never_round_some_to_none_or_most_to_all(long part, long whole, String expected) {
        assertThat(Shares.percentage(part, whole)).isEqualTo(expected + Shares.PERCENT);
    }

    @Test
    void nothing_measured_is_no_percentage() {
        assertThat(Shares.percentage(0, 0)).isEqualTo("–");
    }

    @Test
    void counts_are_told_with_their_share_and_nothing_is_no_division() {
        assertThat(Shares.of(0, 0)).isEqualTo("0 of 0 (0 %)");
        assertThat(Shares.of(27, 1_550)).isEqualTo("27 of 1,550 (1.7 %)");
    }

    @Test
    void on_pages_number_and_sign_stay_together() {
        assertThat(Shares.narrow("5 % of 10 %")).isEqualTo("5\u202f% of 10\u202f%");
    }
}
