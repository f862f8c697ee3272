package dev.banyan.server.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.guard.statistics.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SightTest {
    private static final Instant NOW = Instant.parse("2026-03-04T09:00:00Z");

    @Test
    void where_nothing_waits_nothing_is_missed() {
        assertThat(Sight.isBlind(null, NOW)).isFalse();
        assertThat(Sight.seesAgain(null, NOW)).isTrue();
    }

    @Test
    void what_has_waited_for_more_than_ten_seconds_blinds() {
        assertThat(Sight.isBlind(NOW.minusSeconds(10), NOW)).isFalse();
        assertThat(Sight.isBlind(NOW.minusMillis(10_001), NOW)).isTrue();
    }

    @Test
    void it_sees_again_when_it_has_nearly_caught_up_so_that_nobody_is_told_over_and_over() {
        assertThat(Sight.seesAgain(NOW.minusSeconds(9), NOW)).isFalse();
        assertThat(Sight.seesAgain(NOW.minusSeconds(3), NOW)).isTrue();
    }

    @Test
    void a_blind_guard_calls_nothing_healthy_and_harm_stays_harm() {
        Instant since = NOW.minusSeconds(23);
        GuardStanding healthy = new GuardStanding(Verdict.HEALTHY, "All well.", 900, NOW, false).blind(since, NOW);
        GuardStanding harmful = new GuardStanding(Verdict.HARMFUL, "Errors.", 900, NOW, false).blind(since, NOW);

        assertThat(healthy.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(healthy.words())
                .startsWith("What services measured has not been looked at for 23 s: the guard would not notice harm.");
        assertThat(healthy.blindSince()).isEqualTo(since);
        assertThat(harmful.verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(harmful.words()).isEqualTo("Errors.");
        assertThat(harmful.blindSince()).isEqualTo(since);
    }
}
