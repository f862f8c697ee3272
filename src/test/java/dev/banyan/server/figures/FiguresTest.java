package dev.banyan.server.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
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
        assertThat(Figures.about(count)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0/s", "0.01, <0.1/s", "0.82, 0.8/s", "81.6, 82/s", "'1234', '1,234/s'"})
    void rates_are_per_second(double rate, String expected) {
        assertThat(Figures.perSecond(rate)).isEqualTo(expected);
    }

    @Test
    void one_is_no_plural() {
        assertThat(Figures.count(1, "request", "requests")).isEqualTo("1 request");
        assertThat(Figures.count(1_200, "request", "requests")).isEqualTo("1,200 requests");
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.3", "1200, 1200", "-2.50, -2.5", "0, 0", "1e12, 1E+12", "0.0000001, 1E-7"})
    void a_limit_is_told_as_somebody_would_write_it(double value, String expected) {
        assertThat(Figures.written(value)).isEqualTo(expected);
    }

    @Test
    void an_exact_number_has_no_power_of_ten_and_no_idle_zeros() {
        assertThat(Figures.written(new BigDecimal("100.0000"))).isEqualTo("100");
        assertThat(Figures.written(new BigDecimal("0.0000"))).isEqualTo("0");
        assertThat(Figures.written(new BigDecimal("0.01250"))).isEqualTo("0.0125");
    }

    @ParameterizedTest
    @CsvSource({"0.123456, 0.1235", "1234567, 1235000", "-3, −3", "1e15, 1E+15"})
    void a_measured_number_has_the_digits_that_tell_something(double value, String expected) {
        assertThat(Figures.measured(value)).isEqualTo(expected);
    }
}
