package dev.banyan.server.web.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

    @ParameterizedTest
    @CsvSource({"PT2S, just now", "PT34S, 34 s ago", "PT3M, 3 min ago", "P20D, on 10 Feb 2026"})
    void moments_are_told_as_people_do(Duration age, String expected) {
        Instant now = Instant.parse("2026-03-02T14:05:00Z");
        assertThat(new Moment(now.minus(age), now).ago()).isEqualTo(expected);
    }
}
