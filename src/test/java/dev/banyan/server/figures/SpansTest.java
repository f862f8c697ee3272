package dev.banyan.server.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
    @ParameterizedTest
    @CsvSource({"PT0.038S, 38 ms", "PT1.25S, 1.3 s", "PT14S, 14 s", "PT3M, 3 min", "PT5H, 5 h", "PT72H, 3 days"})
    void spans_have_one_unit(Duration span, String expected) {
        assertThat(Spans.span(span)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"820, 820 µs", "1500, 1.5 ms", "38400, 38 ms", "1240000, 1.24 s"})
    void latencies_have_about_two_digits_that_matter(long micros, String expected) {
        assertThat(Spans.micros(micros)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-5, 0 s", "119, 119 s", "120, 2 min", "7199, 119 min", "7200, 2 h", "90000, 25 h"})
    void what_is_known_by_the_second_has_no_finer_unit(long seconds, String words) {
        assertThat(Spans.inSeconds(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 1 second",
        "PT1.2S, 2 seconds",
        "PT119S, 119 seconds",
        "PT121S, 3 minutes",
        "PT2H, 2 hours",
        "PT47H1S, 48 hours",
        "PT48H1S, 3 days"
    })
    void what_is_still_to_come_is_rounded_up(Duration span, String expected) {
        assertThat(Spans.atMost(span)).isEqualTo(expected);
    }
}
