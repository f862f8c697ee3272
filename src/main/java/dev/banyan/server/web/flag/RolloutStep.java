package dev.banyan.server.web.flag;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.StageWords;
import java.util.ArrayList;
import java.util.List;

/** The words for one step of a rollout. */
public final class RolloutStep {

    private RolloutStep() {}

    /** Where a rollout stands on the whole line of stages; a later position is further from legacy. */
    public static double position(Rollout rollout) {
        int from = rollout.from().ordinal();
        int to = rollout.to().ordinal();
        return from + (to - from) * (rollout.share().millionths() / 1_000_000.0);
    }

    static String button(Rollout next) {
        if (next.settled() != null) {
            return "Move everyone to " + StageWords.label(next.settled());
        }
        return "Move to " + next.share().text();
    }

    public static List<String> lines(String cohort, Rollout now, Rollout next, long seen) {
        List<String> lines = new ArrayList<>();
        boolean widens = position(next) > position(now);
        boolean onePair = now.from() == next.from() && now.to() == next.to();
        if (onePair) {
            lines.add("From " + now.share().text() + " to " + next.share().text() + " of " + cohort + ": "
                    + (widens ? "only adds callers, nobody moves back." : "the last added leave first."));
        } else {
            lines.add("Now: " + now.sentence() + ". Then: " + next.sentence() + ".");
        }
        if (seen > 0) {
            lines.add(moved(now, next, seen));
        }
        lines.add(answers(now, next));
        return lines;
    }

    public static PreviewView unchanged(Rollout now) {
        return new PreviewView(
                PreviewView.Effect.NOTHING,
                "Apply",
                List.of(
                        "This is how it stands now: " + now.sentence() + ".",
                        "Choose another share to see what it moves."),
                null);
    }

    /**
     * A change of one cohort from {@code now} to {@code next}.
     *
     * @param seen how many different callers were seen lately, or -1 when nobody counted them
     */
    public static PreviewView preview(String cohort, Rollout now, Rollout next, long seen) {
        if (now.equals(next) || now.settled() != null && now.settled() == next.settled()) {
            return unchanged(now);
        }
        boolean widens = position(next) > position(now);
        return new PreviewView(
                widens ? PreviewView.Effect.WIDENS : PreviewView.Effect.NARROWS,
                button(next),
                lines(cohort, now, next, seen),
                null);
    }

    /**
     * What becomes of second writes that failed on legacy; null when it is nothing that this step changes.
     *
     * @param missing how many they are
     */
    public static String missingOnLegacy(Rollout now, Rollout next, long missing) {
        if (missing == 0) {
            return null;
        }
        String lacks = Figures.count(missing, "write is", "writes are") + " missing on legacy";
        if (next.onNew().millionths() < now.onNew().millionths()) {
            String them = missing == 1 ? "it" : "them";
            return lacks + ": callers that go back do not find " + them + " until the service that keeps " + them
                    + " has reconciled.";
        }
        return next.to() == Stage.COMPLETE
                        && position(next) > position(now)
                        && !next.share().none()
                ? lacks + ", which gets none any more at " + StageWords.label(Stage.COMPLETE)
                        + ": reconcile first if you may want to roll back."
                : null;
    }

    private static String moved(Rollout now, Rollout next, long seen) {
        long before = Math.round(seen * (now.onNew().millionths() / 1_000_000.0));
        long after = Math.round(seen * (next.onNew().millionths() / 1_000_000.0));
        long moved = Math.abs(after - before);
        if (moved == 0) {
            return "Nobody gets another side's answers.";
        }
        return "Moves about " + Figures.count(moved) + " of " + Figures.count(seen) + " callers seen lately to "
                + (after > before ? "new." : "legacy.");
    }

    private static String answers(Rollout now, Rollout next) {
        if (now.onNew().equals(next.onNew())) {
            return next.onNew().all() ? "New goes on answering everyone." : "Legacy goes on answering everyone.";
        }
        return "Afterwards new answers " + next.onNew().text() + ", legacy "
                + next.onNew().rest().text() + ".";
    }
}
