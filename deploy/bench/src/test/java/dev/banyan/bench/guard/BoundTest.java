package dev.banyan.bench.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoundTest {

    @Test
    void no_common_rate_is_nearer_than_the_mean() {
        double information = Bound.ofCommonRate(0.01, 0.06, 0.25);
        for (double common = 0.001; common < 1; common += 0.001) {
            double divergence = 0.25 * Bound.divergence(0.06, common) + 0.75 * Bound.divergence(0.01, common);
            assertThat(divergence).isGreaterThanOrEqualTo(information - 1e-12);
        }
    }

    /** With next to nothing on new the legacy rate is as good as known: what remains is one sample against a known rate. */
    @Test
    void with_a_small_share_it_is_walds_bound_for_a_known_rate() {
        double perNew = Bound.ofCommonRate(0.01, 0.06, 1e-6) / 1e-6;
        assertThat(perNew).isCloseTo(Bound.divergence(0.06, 0.01), within(1e-5));
    }

    @Test
    void without_errors_ruling_out_a_harm_takes_as_many_requests_as_would_have_shown_one() {
        assertThat(Bound.ofHealth(0, 0.25, 0.005)).isCloseTo(-0.25 * Math.log1p(-0.005), within(1e-9));
    }

    @Test
    void pairs_that_accuse_both_equally_tell_nothing() {
        assertThat(Bound.ofPairs(0.05, 0.05)).isCloseTo(0, within(1e-12));
        assertThat(Bound.ofPairs(0, 0.1)).isCloseTo(0.1 * Math.log(2), within(1e-12));
    }
}
