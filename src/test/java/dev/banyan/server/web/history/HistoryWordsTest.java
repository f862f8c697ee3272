package dev.banyan.server.web.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.flag.PastChange.Snapshot;
import dev.banyan.server.flag.PastChangeBuilder;
import dev.banyan.server.flag.PastChangeSnapshotBuilder;
import dev.banyan.server.flag.state.BreakerView;
import dev.banyan.server.flag.state.CohortView;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.flag.state.FlagViewBuilder;
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
        PastChange past = PastChangeBuilder.builder()
                .revision(12)
                .at(Samples.NOW)
                .actor("ana")
                .action("environment.rolled-back")
                .reason(null)
                .before(null)
                .after(null)
                .takenAt(Samples.NOW.minus(Duration.ofMinutes(9)))
                .build();

        HistoryView.Change change = WORDS.change(past, null);

        assertThat(change.summary())
                .isEqualTo("The whole environment was rolled back, taken while the database was away");
        assertThat(change.at().ago()).isEqualTo("9 min ago");
    }

    private static HistoryView.Change change(String action, Snapshot before, Snapshot after, Snapshot current) {
        FlagView flag = FlagViewBuilder.builder()
                .route("orders.get")
                .environment("production")
                .version(12)
                .revision(40)
                .kind(4)
                .stages(RouteKind.FOUR.stages())
                .enabled(true)
                .cohorts(current.cohorts())
                .shadow(current.shadow())
                .breaker(current.breaker())
                .pacedSeconds(0)
                .rollback(null)
                .served(null)
                .environmentRollback(null)
                .safety(null)
                .drill(null)
                .build();
        return WORDS.change(
                PastChangeBuilder.builder()
                        .revision(12)
                        .at(Samples.NOW)
                        .actor("ana")
                        .action(action)
                        .reason(null)
                        .before(before)
                        .after(after)
                        .takenAt(null)
                        .build(),
                flag);
    }

    private static Snapshot snapshot(int percentage, ShadowView shadow, BreakerView breaker) {
        CohortView.Rollout rollout = new CohortView.Rollout(Stage.OFF, Stage.SHADOW, BigDecimal.valueOf(percentage));
        return PastChangeSnapshotBuilder.builder()
                .enabled(true)
                .cohorts(List.of(new CohortView("default", List.of(), rollout)))
                .shadow(shadow)
                .breaker(breaker)
                .pacedSeconds(0)
                .rollback(null)
                .build();
    }
}
