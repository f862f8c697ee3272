package dev.banyan.server.web.flag;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.web.kit.Share;
import dev.banyan.server.web.kit.StageWords;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;

/** The stages of a route as stops on a line, with the share that has gone from one to the next. */
public record TrackView(List<Stop> stops, String sentence, boolean capped) {

    /**
     * One stage.
     *
     * @param rail percent of the way to the next stage that is filled
     * @param remembered the same for the rollout that a rollback covers and that resuming brings back, or null
     * @param share the share that has gone to the next stage, on the stage that is being left; else null
     * @param next the side that the next stage's answers come from, or null on the last stage
     */
    @RecordBuilder
    public record Stop(
            String label,
            String meaning,
            Side side,
            Mark mark,
            double rail,
            Double remembered,
            String share,
            Side next) {

        public String css() {
            return side.key() + " " + mark.name().toLowerCase(java.util.Locale.ROOT);
        }

        public boolean current() {
            return mark == Mark.HERE || mark == Mark.LEAVING || mark == Mark.ARRIVING;
        }

        public String railCss() {
            return "to-" + next.key();
        }

        public boolean last() {
            return next == null;
        }

        public boolean isNew() {
            return side == Side.NEW;
        }
    }

    /** Where a stage lies as seen from the rollout. */
    public enum Mark {
        PASSED,
        LEAVING,
        HERE,
        ARRIVING,
        AHEAD
    }

    static TrackView of(RouteKind kind, Rollout rollout) {
        return new TrackView(stops(kind, rollout, null), rollout.sentence(), false);
    }

    /** While a rollback holds everyone at {@code cap}, the rollout beneath is drawn as remembered. */
    static TrackView capped(RouteKind kind, Rollout rollout, Stage cap) {
        Rollout held = new Rollout(cap, cap, Share.NONE);
        String sentence = "Everyone at " + StageWords.label(cap) + ". Resume brings back: " + rollout.sentence();
        return new TrackView(stops(kind, held, rollout), sentence, true);
    }

    /** Chooses the class that lays out as many stops as there are. */
    public String css() {
        return "stops-" + stops.size() + (capped ? " capped" : "");
    }

    private static List<Stop> stops(RouteKind kind, Rollout shown, Rollout beneath) {
        List<Stop> stops = new ArrayList<>();
        List<Stage> stages = kind.stages();
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            stops.add(TrackViewStopBuilder.builder()
                    .label(StageWords.label(stage))
                    .meaning(StageWords.meaning(stage))
                    .side(stage.side())
                    .mark(mark(stage, shown))
                    .rail(rail(stage, shown))
                    .remembered(beneath == null ? null : rail(stage, beneath))
                    .share(mark(stage, shown) == Mark.LEAVING ? shown.share().text() : null)
                    .next(i == stages.size() - 1 ? null : stages.get(i + 1).side())
                    .build());
        }
        return List.copyOf(stops);
    }

    private static Mark mark(Stage stage, Rollout rollout) {
        Stage here = rollout.settled();
        if (stage == here) {
            return Mark.HERE;
        }
        if (here == null && stage == rollout.from()) {
            return Mark.LEAVING;
        }
        if (here == null && stage == rollout.to()) {
            return Mark.ARRIVING;
        }
        return stage.compareTo(here == null ? rollout.from() : here) < 0 ? Mark.PASSED : Mark.AHEAD;
    }

    private static double rail(Stage stage, Rollout rollout) {
        if (stage == rollout.from() && rollout.from() != rollout.to()) {
            return rollout.share().drawn();
        }
        return stage.compareTo(rollout.from()) < 0 ? 100 : 0;
    }
}
