package dev.banyan.server.guard.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a sender says, a look is over at once, and no sum overflows. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HugeCountsTest {
    private static final long TRILLION = 1_000_000_000_000L;
    private static final Aim AIM = new Aim(0.005, 0.01);

    @Test
    void a_look_of_trillions_is_judged_as_a_smaller_one_with_the_same_shares() {
        Table table = Table.of(new Interval(4 * TRILLION, TRILLION, 2 * TRILLION, TRILLION));

        assertThat(table.bad()).isLessThanOrEqualTo(2 * Table.MOST_NUMBERS);
        assertThat((double) table.counts().legacyBad() / table.counts().legacyCalls())
                .isCloseTo(0.25, within(0.001));
        assertThat((double) table.counts().newBad() / table.counts().newCalls()).isCloseTo(0.5, within(0.001));
        assertThat(table.logE(3)).isPositive().isFinite();
    }

    @Test
    void what_services_send_is_judged_as_it_is() {
        Interval look = new Interval(90_000, 900, 30_000, 9_000);

        assertThat(Table.of(look).counts()).isEqualTo(look);
    }

    @Test
    void one_look_of_trillions_of_errors_finds_harm_or_none_and_ends() {
        Finding worse = ComparisonTest.start(AIM)
                .add(new Interval(TRILLION, TRILLION / 10, TRILLION, TRILLION / 2))
                .finding();
        Finding alike = ComparisonTest.start(AIM)
                .add(new Interval(TRILLION, TRILLION / 2, TRILLION, TRILLION / 2))
                .finding();

        assertThat(worse.verdict()).isEqualTo(Verdict.HARMFUL);
        assertThat(alike.verdict()).isNotEqualTo(Verdict.HARMFUL);
    }

    @Test
    void sums_keep_their_shares_where_they_would_overflow() {
        Interval interval = Interval.NOTHING;
        Trials trials = Trials.NOTHING;
        Pairs pairs = Pairs.NOTHING;
        for (int i = 0; i < 50_000; i++) {
            interval = interval.plus(new Interval(1_000 * TRILLION, 250 * TRILLION, 1_000 * TRILLION, 500 * TRILLION));
            trials = trials.plus(new Trials(1_000 * TRILLION, 250 * TRILLION));
            pairs = pairs.plus(new Pairs(1_000 * TRILLION, 600 * TRILLION, 400 * TRILLION));
        }

        assertThat((double) interval.newBad() / interval.newCalls()).isCloseTo(0.5, within(0.001));
        assertThat((double) interval.legacyBad() / interval.legacyCalls()).isCloseTo(0.25, within(0.001));
        assertThat((double) trials.bad() / trials.calls()).isCloseTo(0.25, within(0.001));
        assertThat((double) pairs.onlyNewBad() / pairs.pairs()).isCloseTo(0.4, within(0.001));
    }
}
