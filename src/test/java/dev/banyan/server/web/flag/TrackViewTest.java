package dev.banyan.server.web.flag;

import static dev.banyan.server.web.flag.SampleFlags.rollout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.web.flag.TrackView.Mark;
import dev.banyan.server.web.flag.TrackView.Stop;
import dev.banyan.server.web.kit.Share;
import org.junit.jupiter.api.Test;

class TrackViewTest {

    @Test
    void between_two_stages_one_is_left_and_the_next_is_reached() {
        TrackView track = TrackView.of(RouteKind.SIX, rollout(Stage.SHADOW, Stage.LIVE, 250_000));

        assertThat(track.stops())
                .extracting(Stop::mark)
                .containsExactly(Mark.PASSED, Mark.PASSED, Mark.LEAVING, Mark.ARRIVING, Mark.AHEAD, Mark.AHEAD);
        assertThat(track.stops()).extracting(Stop::rail).containsExactly(100.0, 100.0, 25.0, 0.0, 0.0, 0.0);
        assertThat(track.stops().get(2).share()).isEqualTo("25" + Shares.PERCENT);
    }

    @Test
    void all_or_nothing_is_one_place() {
        TrackView none = TrackView.of(RouteKind.TWO, rollout(Stage.OFF, Stage.COMPLETE, 0));
        TrackView all = TrackView.of(RouteKind.TWO, rollout(Stage.OFF, Stage.COMPLETE, 1_000_000));

        assertThat(none.stops()).extracting(Stop::mark).containsExactly(Mark.HERE, Mark.AHEAD);
        assertThat(all.stops()).extracting(Stop::mark).containsExactly(Mark.PASSED, Mark.HERE);
        assertThat(all.sentence()).isEqualTo("Everyone at Complete");
    }

    @Test
    void a_rollback_shows_where_everyone_is_and_remembers_where_they_were() {
        TrackView track = TrackView.capped(RouteKind.SIX, rollout(Stage.LIVE, Stage.RAMPDOWN, 400_000), Stage.SHADOW);

        assertThat(track.stops().get(2).mark()).isEqualTo(Mark.HERE);
        assertThat(track.stops()).extracting(Stop::rail).containsExactly(100.0, 100.0, 0.0, 0.0, 0.0, 0.0);
        assertThat(track.stops()).extracting(Stop::remembered).containsExactly(100.0, 100.0, 100.0, 40.0, 0.0, 0.0);
        assertThat(track.sentence()).startsWith("Everyone at Shadow").contains("40" + Shares.PERCENT);
    }

    @Test
    void the_share_on_new_counts_answers_not_stages() {
        assertThat(rollout(Stage.OFF, Stage.COMPLETE, 250_000).onNew()).isEqualTo(new Share(250_000));
        assertThat(rollout(Stage.OFF, Stage.SHADOW, 250_000).onNew()).isEqualTo(Share.NONE);
        assertThat(rollout(Stage.LIVE, Stage.RAMPDOWN, 0).onNew()).isEqualTo(Share.ALL);
    }
}
