package dev.banyan.server.web.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.flag.PastChange.Snapshot;
import dev.banyan.server.flag.state.BreakerView;
import dev.banyan.server.flag.state.CohortView;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.flag.state.ShadowView;
import dev.banyan.server.web.preview.Samples;
import dev.banyan.server.web.route.SampleSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryWordsTest {
    private static final HistoryWords WORDS = new HistoryWords(Samples.NOW);
    private static final BreakerView BREAKER = BreakerView.suggested();

    @Test
    void settings_are_told_like_moves() {
        HistoryView.Change change = change(
                "flag.changed",
                snapshot(5, SampleSettings.ALL, null),
                snapshot(5, SampleSettings.SOME, BREAKER),
                snapshot(5, SampleSettings.SOME, BREAKER));

        assertThat(change.summary())
                .isEqualTo("Shadow reads 100\u202f% → 10\u202f%, control calls 0\u202f% → 1\u202f%,"
                        + " circuit breaker on: opens at 50\u202f% errors");
        assertThat(change.kind()).isEqualTo(HistoryView.Kind.OTHER);
        assertThat(change.restorable()).isFalse();
    }

    @Test
    void a_move_that_sets_something_too_says_both() {
        assertThat(change(
                                "flag.reverted",
                                snapshot(5, SampleSettings.ALL, BREAKER),
                                snapshot(25, SampleSettings.ALL, null),
                                snapshot(25, SampleSettings.ALL, null))
                        .summary())
                .isEqualTo("Restored: 5\u202f% → 25\u202f% at Shadow; circuit breaker off");
    }

    @Test
    void the_way_back_names_what_it_would_switch_off() {
        Snapshot then = snapshot(5, SampleSettings.ALL, null);
        Snapshot now = snapshot(5, SampleSettings.ALL, BREAKER);

        assertThat(change("flag.changed", snapshot(0, SampleSettings.ALL, null), then, now)
                        .restores())
                .isEqualTo("5\u202f% at Shadow, the rest at Off; circuit breaker off");
        assertThat(change("flag.changed", snapshot(0, SampleSettings.ALL, null), then, then)
                        .restores())
                .isNull();
    }

    @Test
    void a_drill_is_told_apart_from_what_moves_somebody() {
        Snapshot state = snapshot(5, SampleSettings.ALL, null);

        HistoryView.Change drill = change("flag.drilled", state, state, state);

        assertThat(drill.summary()).isEqualTo("Rollback rehearsed, nobody moved");
        assertThat(drill.kind()).isEqualTo(HistoryView.Kind.DRILLED);
        assertThat(drill.restorable()).isFalse();
    }

    @Test
    void what_was_taken_without_the_database_says_so_and_when_it_came_into_force() {
        PastChange past = new PastChange(
                12,
                Samples.NOW,
                "ana",
                "environment.rolled-back",
                null,
                null,
                null,
                Samples.NOW.minus(Duration.ofMinutes(9)));

        HistoryView.Change change = WORDS.change(past, null);

        assertThat(change.summary())
                .isEqualTo("The whole environment was rolled back, taken while the database was away");
        assertThat(change.at().ago()).isEqualTo("9 min ago");
    }

    private static HistoryView.Change change(String action, Snapshot before, Snapshot after, Snapshot current) {
        FlagView flag = new FlagView(
                "orders.get",
                "production",
                12,
                40,
                4,
                RouteKind.FOUR.stages(),
                true,
                current.cohorts(),
                current.shadow(),
                current.breaker(),
                0,
                null,
                null,
                null,
                null,
                null);
        return WORDS.change(new PastChange(12, Samples.NOW, "ana", action, null, before, after, null), flag);
    }

    private static Snapshot snapshot(int percentage, ShadowView shadow, BreakerView breaker) {
        CohortView.Rollout rollout = new CohortView.Rollout(Stage.OFF, Stage.SHADOW, BigDecimal.valueOf(percentage));
        return new Snapshot(true, List.of(new CohortView("default", List.of(), rollout)), shadow, breaker, 0, null);
    }
}
