package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingsWordsTest {
    private static final BreakerSpec SUGGESTED = BreakerSpec.SUGGESTED;

    @Test
    void says_what_changed_and_nothing_else() {
        FlagSettings before = FlagSettings.DEFAULT;
        FlagSettings after = new FlagSettings(new ShadowSpec(100_000, 500), SUGGESTED);

        assertThat(SettingsWords.changes(before, after))
                .containsExactly(
                        "shadow reads 100 % → 10 %",
                        "control calls 0 % → 0.05 %", "circuit breaker on: opens at 50 % errors");
        assertThat(SettingsWords.changes(after, before)).contains("circuit breaker off");
        assertThat(SettingsWords.changes(after, after)).isEmpty();
    }

    @Test
    void names_each_figure_of_a_breaker_that_changed() {
        BreakerSpec other = BreakerSpecBuilder.builder()
                .errors(300_000)
                .slow(800_000)
                .slowMillis(500)
                .windowSeconds(20)
                .minimumCalls(21)
                .openSeconds(60)
                .probes(6)
                .build();

        assertThat(SettingsWords.changes(with(SUGGESTED), with(other)))
                .containsExactly(
                        "circuit breaker: errors 50 % → 30 %",
                        "circuit breaker: slow calls 100 % → 80 %",
                        "circuit breaker: slow from 0 ms → 500 ms",
                        "circuit breaker: window 10 s → 20 s",
                        "circuit breaker: least calls 20 → 21",
                        "circuit breaker: stays open 30 s → 60 s",
                        "circuit breaker: trial calls 5 → 6");
        assertThat(SettingsWords.changes(with(null), with(other)))
                .containsExactly("circuit breaker on: opens at 30 % errors or 80 % of calls at 500 ms or more");
    }

    private static FlagSettings with(BreakerSpec breaker) {
        return new FlagSettings(ShadowSpec.DEFAULT, breaker);
    }
}
