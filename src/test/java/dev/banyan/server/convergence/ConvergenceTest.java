package dev.banyan.server.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.delivery.instance.Instance;
import dev.banyan.server.delivery.instance.LateInstance;
import dev.banyan.server.delivery.instance.Spread;
import dev.banyan.server.delivery.instance.SpreadBuilder;
import dev.banyan.server.environment.history.Commit;
import dev.banyan.server.flag.StillDoes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
    private static final Commit COMMIT = new Commit(3, 7, Instant.parse("2026-01-01T12:00:00Z"));

    @Test
    void it_is_complete_when_all_have_applied_it() {
        assertThat(convergence(SpreadBuilder.builder()
                                .environmentId(3)
                                .revision(7)
                                .total(2)
                                .applied(2)
                                .refused(0)
                                .gone(0)
                                .firstMillis(12L)
                                .p50Millis(12L)
                                .p99Millis(38L)
                                .lastMillis(38L)
                                .build())
                        .complete())
                .isTrue();
    }

    @Test
    void who_is_gone_without_having_applied_it_is_missing() {
        Convergence convergence = convergence(SpreadBuilder.builder()
                .environmentId(3)
                .revision(7)
                .total(3)
                .applied(2)
                .refused(0)
                .gone(1)
                .firstMillis(12L)
                .p50Millis(38L)
                .p99Millis(null)
                .lastMillis(null)
                .build());

        assertThat(convergence.complete()).isFalse();
        assertThat(convergence.pending()).isZero();
        assertThat(convergence.gone()).isEqualTo(1);
    }

    @Test
    void nobody_connected_is_not_everybody() {
        assertThat(convergence(SpreadBuilder.builder()
                                .environmentId(3)
                                .revision(7)
                                .total(0)
                                .applied(0)
                                .refused(0)
                                .gone(0)
                                .firstMillis(null)
                                .p50Millis(null)
                                .p99Millis(null)
                                .lastMillis(null)
                                .build())
                        .complete())
                .isFalse();
    }

    @Test
    void stragglers_that_are_not_named_are_counted() {
        Convergence convergence = Convergence.of(
                COMMIT,
                SpreadBuilder.builder()
                        .environmentId(3)
                        .revision(7)
                        .total(150)
                        .applied(20)
                        .refused(0)
                        .gone(0)
                        .firstMillis(12L)
                        .p50Millis(null)
                        .p99Millis(null)
                        .lastMillis(null)
                        .build(),
                null,
                List.of(Straggler.of(laggard(6L, null, true), null)));

        assertThat(convergence.stragglers()).hasSize(1);
        assertThat(convergence.moreStragglers()).isEqualTo(129);
    }

    @Test
    void times_of_long_ago_are_those_that_were_kept_and_counts_are_of_now() {
        Arrival kept = ArrivalBuilder.builder()
                .environmentId(3)
                .revision(7)
                .total(12)
                .applied(12)
                .refused(0)
                .gone(0)
                .firstMillis(9L)
                .p50Millis(22L)
                .p99Millis(39L)
                .lastMillis(41L)
                .missing(List.of())
                .countedAt(COMMIT.at())
                .build();

        Convergence convergence = Convergence.of(
                COMMIT,
                SpreadBuilder.builder()
                        .environmentId(3)
                        .revision(7)
                        .total(4)
                        .applied(4)
                        .refused(0)
                        .gone(0)
                        .firstMillis(null)
                        .p50Millis(null)
                        .p99Millis(null)
                        .lastMillis(null)
                        .build(),
                kept,
                List.of());

        assertThat(convergence.total()).isEqualTo(4);
        assertThat(convergence.lastMillis()).isEqualTo(41);
    }

    @Test
    void a_straggler_is_gone_before_it_is_refused_and_refused_before_it_is_pending() {
        assertThat(Straggler.of(laggard(6L, null, true), null).state()).isEqualTo(Straggler.State.PENDING);
        assertThat(Straggler.of(laggard(6L, 7L, true), null).state()).isEqualTo(Straggler.State.REFUSED);
        assertThat(Straggler.of(laggard(6L, 7L, false), null).state()).isEqualTo(Straggler.State.GONE);
        // What it refused earlier says nothing about this change.
        assertThat(Straggler.of(laggard(5L, 6L, true), null).state()).isEqualTo(Straggler.State.PENDING);
    }

    @Test
    void a_straggler_says_what_it_still_does() {
        StillDoes still = new StillDoes(List.of(new StillDoes.OnRoute("orders.get", "serves 25 % from new")), 4);

        Straggler straggler = Straggler.of(laggard(6L, null, true), still);

        assertThat(straggler.revision()).isEqualTo(6);
        assertThat(straggler.still()).extracting(StillDoes.OnRoute::words).containsExactly("serves 25 % from new");
        assertThat(straggler.moreRoutes()).isEqualTo(4);
    }

    private static Convergence convergence(Spread spread) {
        return Convergence.of(COMMIT, spread, null, List.of());
    }

    private static LateInstance laggard(Long holds, Long refused, boolean here) {
        return new LateInstance(
                3,
                7,
                new Instance("a", "app", "1", "host", "sdk", null, COMMIT.at(), true, holds, null, refused, null),
                here);
    }
}
