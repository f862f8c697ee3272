package dev.banyan.server.web.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.web.kit.DataAge;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is now is said first; averages never reach back behind a move. */
class SplitViewTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final DataAge FRESH = new DataAge(Duration.ofSeconds(1));

    @Test
    void the_share_is_that_of_now_whatever_the_last_minutes_were() {
        SplitView split = split(5_680, 4_320).at(new SplitView.Now(0, 200_000));

        assertThat(split.newText()).isEqualTo("0" + Shares.PERCENT);
        assertThat(split.legacyText()).isEqualTo("100" + Shares.PERCENT);
        assertThat(split.newDrawn()).isZero();
        assertThat(split.rate()).isEqualTo(Figures.perSecond(200));
        assertThat(split.period()).isEqualTo("now");
    }

    @Test
    void where_nobody_asks_just_now_the_average_says_of_what_it_is() {
        assertThat(split(75, 25).newText()).isEqualTo("25" + Shares.PERCENT);
        assertThat(split(75, 25).period()).isEqualTo("over the last 5 minutes");
        SplitView moved = split(75, 25).since(Duration.ofSeconds(40));
        assertThat(moved.period()).isEqualTo("since the last move, 40 s ago");
        assertThat(moved.rate()).isEqualTo(Figures.perSecond(2.5));
    }

    @Test
    void a_route_without_a_request_since_its_move_says_so_instead_of_what_was_before() {
        SplitView silent = TrafficWords.silent().since(Duration.ofSeconds(3));

        assertThat(silent.silent()).isTrue();
        assertThat(silent.silentSinceMove()).isTrue();
        assertThat(split(1, 0).silentSinceMove()).isFalse();
    }

    @Test
    void of_many_routes_what_happens_now_is_added_up() {
        SplitView sum = TrafficWords.sum(List.of(
                split(0, 9_000).at(new SplitView.Now(0, 30_000)),
                split(100, 100).at(new SplitView.Now(10_000, 10_000))));

        assertThat(sum.newText()).isEqualTo("25" + Shares.PERCENT);
        assertThat(sum.onNewOnly()).isFalse();
        assertThat(sum.onLegacyOnly()).isFalse();
    }

    @Test
    void nothing_uses_legacy_any_more_only_when_neither_now_nor_the_average_says_otherwise() {
        assertThat(split(0, 10).onNewOnly()).isTrue();
        assertThat(split(1, 10).at(new SplitView.Now(5, 5)).onNewOnly()).isFalse();
        assertThat(split(0, 10).at(new SplitView.Now(4, 5)).onNewOnly()).isFalse();
        assertThat(split(10, 0).onLegacyOnly()).isTrue();
        assertThat(split(10, 1).at(new SplitView.Now(0, 5)).onLegacyOnly()).isFalse();
    }

    private static SplitView split(long legacy, long fresh) {
        return new SplitView(side(Side.LEGACY, legacy), side(Side.NEW, fresh), FRESH);
    }

    private static SideFigures side(Side side, long calls) {
        return SideFiguresBuilder.builder()
                .side(side)
                .calls(calls)
                .served(calls)
                .errors(0)
                .p50Micros(-1)
                .p95Micros(-1)
                .p99Micros(-1)
                .span(FIVE_MINUTES)
                .build();
    }
}
