package dev.banyan.server.flag.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.server.problem.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofWaitTest {
    @Test
    void milliseconds_and_seconds_are_understood() {
        assertThat(ProofWait.parse("500ms")).contains(Duration.ofMillis(500));
        assertThat(ProofWait.parse("30s")).contains(Duration.ofSeconds(30));
        assertThat(ProofWait.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 s", "-1s", "1m", "31s", "30001ms", "9999999s", "PT5S"})
    void anything_else_is_refused_with_the_remedy(String text) {
        assertThatThrownBy(() -> ProofWait.parse(text)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.field()).contains("wait");
            assertThat(problem.remedy()).contains("Send a time such as 500ms or 5s, at most 30s.");
        });
    }
}
