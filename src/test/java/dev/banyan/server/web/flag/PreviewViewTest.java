package dev.banyan.server.web.flag;

import static dev.banyan.server.web.flag.SampleFlags.rollout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.PreviewView.Effect;
import org.junit.jupiter.api.Test;

class PreviewViewTest {

    private static final Rollout QUARTER = rollout(Stage.OFF, Stage.COMPLETE, 250_000);

    @Test
    void raising_the_share_only_adds() {
        PreviewView preview =
                RolloutStep.preview("everyone", QUARTER, rollout(Stage.OFF, Stage.COMPLETE, 500_000), 2_000);

        assertThat(preview.effect()).isEqualTo(Effect.WIDENS);
        assertThat(preview.button()).isEqualTo("Move to 50" + Shares.PERCENT);
        assertThat(String.join(" ", preview.lines()))
                .contains("only adds callers", "Moves about 500 of 2,000 callers seen lately to new.");
    }

    @Test
    void lowering_says_who_leaves() {
        PreviewView preview =
                RolloutStep.preview("everyone", QUARTER, rollout(Stage.OFF, Stage.COMPLETE, 100_000), 2_000);

        assertThat(preview.effect()).isEqualTo(Effect.NARROWS);
        assertThat(String.join(" ", preview.lines()))
                .contains("the last added leave first", "Moves about 300 of 2,000 callers seen lately to legacy.");
    }

    @Test
    void the_same_share_does_nothing_however_it_is_written() {
        Rollout allShadow = rollout(Stage.DUALWRITE, Stage.SHADOW, 1_000_000);
        Rollout noneLive = rollout(Stage.SHADOW, Stage.LIVE, 0);

        assertThat(RolloutStep.preview("everyone", QUARTER, QUARTER, -1).ready())
                .isFalse();
        assertThat(RolloutStep.preview("everyone", allShadow, noneLive, -1).effect())
                .isEqualTo(Effect.NOTHING);
    }

    @Test
    void the_next_pair_of_stages_is_further_even_with_a_smaller_share() {
        Rollout mostlyShadow = rollout(Stage.DUALWRITE, Stage.SHADOW, 1_000_000);
        PreviewView preview =
                RolloutStep.preview("everyone", mostlyShadow, rollout(Stage.SHADOW, Stage.LIVE, 10_000), -1);

        assertThat(preview.effect()).isEqualTo(Effect.WIDENS);
        assertThat(preview.lines()).noneMatch(line -> line.contains("seen lately"));
    }

    @Test
    void what_legacy_lacks_is_said_to_those_who_leave_it_behind_or_go_back_to_it() {
        Rollout live = rollout(Stage.SHADOW, Stage.LIVE, 1_000_000);
        Rollout rampdown = rollout(Stage.LIVE, Stage.RAMPDOWN, 1_000_000);

        assertThat(RolloutStep.missingOnLegacy(rampdown, rollout(Stage.RAMPDOWN, Stage.COMPLETE, 1), 12))
                .isEqualTo("12 writes are missing on legacy, which gets none any more at Complete:"
                        + " reconcile first if you may want to roll back.");
        assertThat(RolloutStep.missingOnLegacy(live, rollout(Stage.SHADOW, Stage.LIVE, 10), 1))
                .isEqualTo("1 write is missing on legacy: callers that go back do not find it"
                        + " until the service that keeps it has reconciled.");
        assertThat(RolloutStep.missingOnLegacy(live, rampdown, 12)).isNull();
        Rollout half = rollout(Stage.RAMPDOWN, Stage.COMPLETE, 500_000);
        assertThat(RolloutStep.missingOnLegacy(half, half, 12)).isNull();
        assertThat(RolloutStep.missingOnLegacy(rampdown, rollout(Stage.RAMPDOWN, Stage.COMPLETE, 1), 0))
                .isNull();
    }

    @Test
    void copying_to_new_changes_nobody_s_answers() {
        Rollout off = rollout(Stage.OFF, Stage.SHADOW, 0);
        PreviewView preview = RolloutStep.preview("everyone", off, rollout(Stage.OFF, Stage.SHADOW, 500_000), 2_000);

        assertThat(preview.lines()).contains("Legacy goes on answering everyone.");
    }
}
