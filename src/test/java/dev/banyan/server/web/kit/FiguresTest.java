package dev.banyan.server.web.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

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
        assertThat(Figures.percentage(part, whole)).isEqualTo(expected + Share.PERCENT);
    }

    @Test
    void nothing_measured_is_no_percentage() {
        assertThat(Figures.percentage(0, 0)).isEqualTo("–");
    }

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

    @ParameterizedTest
    @CsvSource({"PT0.038S, 38 ms", "PT1.25S, 1.3 s", "PT14S, 14 s", "PT3M, 3 min", "PT5H, 5 h", "PT72H, 3 days"})
    void spans_have_one_unit(Duration span, String expected) {
        assertThat(Figures.span(span)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"820, 820 µs", "1500, 1.5 ms", "38400, 38 ms", "1240000, 1.24 s"})
    void latencies_have_about_two_digits_that_matter(long micros, String expected) {
        assertThat(Figures.micros(micros)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0/s", "0.01, <0.1/s", "0.82, 0.8/s", "81.6, 82/s", "'1234', '1,234/s'"})
    void rates_are_per_second(double rate, String expected) {
        assertThat(Figures.perSecond(rate)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"PT2S, just now", "PT34S, 34 s ago", "PT3M, 3 min ago", "P20D, on 10 Feb 2026"})
    void moments_are_told_as_people_do(Duration age, String expected) {
        Instant now = Instant.parse("2026-03-02T14:05:00Z");
        assertThat(new Moment(now.minus(age), now).ago()).isEqualTo(expected);
    }
}
