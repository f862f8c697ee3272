package dev.banyan.server.guard.rail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
        "0, 0",
        "99, 99",
        "100, 100",
        "104, 100",
        "105, 110",
        "1234, '1,200'",
        "1250, '1,300'",
        "99949, '100,000'"
    })
    void an_estimate_has_two_digits(long count, String words) {
        assertThat(Shares.about(count)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0 s", "119, 119 s", "120, 2 min", "7199, 119 min", "7200, 2 h", "90000, 25 h"})
    void a_span_is_said_in_the_unit_that_fits(long seconds, String words) {
        assertThat(Shares.span(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @Test
    void one_is_no_plural_and_nothing_is_no_division() {
        assertThat(Shares.count(1, "request", "requests")).isEqualTo("1 request");
        assertThat(Shares.count(1_200, "request", "requests")).isEqualTo("1,200 requests");
        assertThat(Shares.of(0, 0)).isEqualTo("0 of 0 (0 %)");
        assertThat(Shares.of(27, 1_550)).isEqualTo("27 of 1,550 (1.7 %)");
    }
}
