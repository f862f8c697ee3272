package dev.banyan.server.guard.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Aim AIM = new Aim(0.005, 0.01);

    @Test
    void says_how_many_more_are_needed() {
        assertThat(Words.COMPARISON.of(AIM, finding(Verdict.INCONCLUSIVE, 1, 1_240, 897)))
                .isEqualTo("1,240 requests on new, needs about 900 more to rule out +0.5 %");
    }

    @Test
    void says_when_nobody_can_say() {
        assertThat(Words.COMPARISON.of(AIM, finding(Verdict.INCONCLUSIVE, 1, 1_240, -1)))
                .isEqualTo(
                        "1,240 requests on new, 1.2 % bad against 0.14 % on legacy: neither harm nor health is shown");
        assertThat(Words.COMPARISON.of(AIM, finding(Verdict.INCONCLUSIVE, 1, 0, -1)))
                .isEqualTo("no requests on new yet");
    }

    @Test
    void says_what_is_ruled_out() {
        assertThat(Words.PAIRS.of(AIM, finding(Verdict.HEALTHY, 1, 2_000, 0)))
                .isEqualTo("2,000 pairs, +0.5 % ruled out");
    }

    @Test
    void says_how_sure_it_is_of_harm() {
        assertThat(Words.COMPARISON.of(AIM, finding(Verdict.HARMFUL, 3_217, 1_240, -1)))
                .isEqualTo("1,240 requests on new, 1.2 % bad against 0.14 % on legacy:"
                        + " chance alone does this at most once in 3,200 rollouts");
        assertThat(Words.BUDGET.of(AIM, finding(Verdict.HARMFUL, 1e200, 1_240, -1)))
                .isEqualTo("1,240 requests on new, 1.2 % bad against a budget of 0.14 %:"
                        + " chance alone does this at most once in a billion rollouts");
    }

    private static Finding finding(Verdict verdict, double evidence, long calls, long needed) {
        return new Finding(verdict, evidence, 1, 0.00138, 0.0121, 0, 0.02, calls, needed);
    }
}
