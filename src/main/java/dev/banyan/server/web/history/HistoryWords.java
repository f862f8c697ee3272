package dev.banyan.server.web.history;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.flag.PastChange.Snapshot;
import dev.banyan.server.flag.state.CohortView;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.flag.state.SettingsWords;
import dev.banyan.server.web.flag.FlagWords;
import dev.banyan.server.web.flag.Rollout;
import dev.banyan.server.web.flag.RolloutStep;
import dev.banyan.server.web.kit.ChangeMark;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.StageWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened to a flag, one sentence per change. */
public final class HistoryWords {
    /** Dozens of them make up one paced rollback, which begins and ends with lines of its own. */
    private static final AuditAction STEP = AuditAction.FLAG_ROLLBACK_STEPPED;

    private final Instant now;

    public HistoryWords(Instant now) {
        this.now = now;
    }

    /** @param current the state that holds now: a line that would lead back to it offers no way back */
    public HistoryView.Change change(PastChange past, FlagView current) {
        return HistoryViewChangeBuilder.builder()
                .revision(past.revision())
                .kind(kind(past))
                .actor(past.actor())
                .at(new Moment(inForceSince(past), now))
                .summary(past.takenAt() == null ? summary(past) : summary(past) + ", taken while the database was away")
                .reason(past.reason())
                .restores(sets(past) ? wayBack(past.after(), current) : null)
                .build();
    }

    public static List<PastChange> withoutSteps(List<PastChange> history) {
        return history.stream().filter(past -> !STEP.is(past.action())).toList();
    }

    private static Instant inForceSince(PastChange past) {
        return past.takenAt() == null ? past.at() : past.takenAt();
    }

    /** A rollback, a resume or a drill sets nothing: who goes "back to" it would get the rollout that it held back. */
    private static boolean sets(PastChange past) {
        Snapshot before = past.before();
        Snapshot after = past.after();
        return before == null
                || after == null
                || before.enabled() != after.enabled()
                || !before.cohorts().equals(after.cohorts())
                || !settings(before, after).isEmpty();
    }

    private static List<String> settings(Snapshot before, Snapshot after) {
        return SettingsWords.changes(
                before.shadow(),
                before.breaker(),
                before.pacedSeconds(),
                after.shadow(),
                after.breaker(),
                after.pacedSeconds());
    }

    private static String wayBack(Snapshot then, FlagView current) {
        if (then == null || !then.enabled()) {
            return null;
        }
        List<String> settings = SettingsWords.changes(
                current.shadow(),
                current.breaker(),
                current.pacedSeconds(),
                then.shadow(),
                then.breaker(),
                then.pacedSeconds());
        if (settings.isEmpty() && then.cohorts().equals(current.cohorts())) {
            return null;
        }
        return joined(standing(then.cohorts()), settings);
    }

    private static String joined(String rollout, List<String> settings) {
        return Shares.narrow(settings.isEmpty() ? rollout : rollout + "; " + String.join(", ", settings));
    }

    /** Marks for the chart: what moved traffic. */
    public static List<ChangeMark> marks(List<PastChange> history) {
        List<ChangeMark> marks = new ArrayList<>();
        for (PastChange past : history) {
            switch (kind(past)) {
                case WIDENED, NARROWED, REVERTED ->
                    marks.add(new ChangeMark(past.at(), share(past.after()), past.actor(), false));
                case ROLLED_BACK, ISOLATED ->
                    marks.add(new ChangeMark(inForceSince(past), "Rolled back", past.actor(), true));
                case RESUMED -> marks.add(new ChangeMark(past.at(), "Resumed", past.actor(), false));
                default -> {}
            }
        }
        return marks;
    }

    private static HistoryView.Kind kind(PastChange past) {
        return AuditAction.find(past.action()).map(action -> kind(action, past)).orElse(HistoryView.Kind.OTHER);
    }

    private static HistoryView.Kind kind(AuditAction action, PastChange past) {
        return switch (action) {
            case FLAG_ROLLED_BACK, MIGRATION_ROLLED_BACK, ENVIRONMENT_ROLLED_BACK -> HistoryView.Kind.ROLLED_BACK;
            case FLAG_ISOLATED, MIGRATION_ISOLATED, ENVIRONMENT_ISOLATED -> HistoryView.Kind.ISOLATED;
            case FLAG_RESUMED, MIGRATION_RESUMED, ENVIRONMENT_RESUMED -> HistoryView.Kind.RESUMED;
            case FLAG_REVERTED -> HistoryView.Kind.REVERTED;
            case FLAG_DRILLED -> HistoryView.Kind.DRILLED;
            case FLAG_CHANGED, SEGMENT_CHANGED -> direction(past);
            default -> HistoryView.Kind.OTHER;
        };
    }

    private static HistoryView.Kind direction(PastChange past) {
        if (past.before() == null || past.after() == null) {
            return HistoryView.Kind.OTHER;
        }
        double before = RolloutStep.position(rollout(past.before()));
        double after = RolloutStep.position(rollout(past.after()));
        if (before == after) {
            return HistoryView.Kind.OTHER;
        }
        return after > before ? HistoryView.Kind.WIDENED : HistoryView.Kind.NARROWED;
    }

    private static String summary(PastChange past) {
        return AuditAction.find(past.action())
                .map(action -> summary(action, past))
                .orElseGet(() -> moved(past));
    }

    private static String summary(AuditAction action, PastChange past) {
        return switch (action) {
            case FLAG_ROLLED_BACK -> rolledBack(past);
            case FLAG_ROLLBACK_STEPPED -> "Went a step further back";
            case FLAG_ROLLBACK_FINISHED -> "The rollback arrived at " + cap(past);
            case FLAG_ISOLATED -> "Isolated: no call reaches the new side";
            case FLAG_RESUMED -> "Resumed: " + standing(past.after().cohorts());
            case FLAG_DRILLED -> "Rollback rehearsed, nobody moved";
            case FLAG_REPLAYED -> "Writes replayed to legacy";
            case MIGRATION_ROLLED_BACK -> "Rolled back with its migration";
            case MIGRATION_ISOLATED -> "Isolated with its migration";
            case MIGRATION_RESUMED -> "Resumed with its migration";
            case ENVIRONMENT_ROLLED_BACK -> "The whole environment was rolled back";
            case ENVIRONMENT_ISOLATED -> "The whole environment was isolated";
            case ENVIRONMENT_RESUMED -> "The whole environment was resumed";
            case ENVIRONMENT_CREATED, ROUTE_CREATED -> "Route added, not started";
            case ROUTE_EDITED -> "Route's description edited";
            case ROUTE_RESHUFFLED -> "Reshuffled: other callers, the same share";
            case FLAG_REVERTED -> "Restored: " + moved(past);
            default -> moved(past);
        };
    }

    private static String rolledBack(PastChange past) {
        boolean paced = past.after() != null
                && past.after().rollback() != null
                && past.after().rollback().isUnderWay();
        return paced
                ? "Rolling back to " + cap(past) + " over "
                        + past.after().rollback().pace().seconds() + " s"
                : "Rolled back to " + cap(past);
    }

    private static String moved(PastChange past) {
        if (past.before() == null || past.after() == null) {
            return past.action();
        }
        List<String> settings = settings(past.before(), past.after());
        boolean movedNobody = past.before().enabled() == past.after().enabled()
                && past.before().cohorts().equals(past.after().cohorts());
        return movedNobody && !settings.isEmpty()
                ? capitalised(Shares.narrow(String.join(", ", settings)))
                : joined(rollout(past.before(), past.after()), settings);
    }

    private static String rollout(Snapshot before, Snapshot after) {
        return rollout(before).equals(rollout(after)) ? cohorts(before, after) : step(rollout(before), rollout(after));
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String step(Rollout before, Rollout after) {
        boolean samePair = before.from() == after.from() && before.to() == after.to();
        return samePair
                ? before.share().text() + " → " + after.share().text() + " at " + after.toLabel()
                : before.sentence() + " → " + after.sentence();
    }

    private static String cohorts(Snapshot before, Snapshot after) {
        List<String> changed = after.cohorts().stream()
                .filter(cohort -> before.cohorts().stream().noneMatch(cohort::equals))
                .map(cohort -> cohort.name() + ": "
                        + FlagWords.rollout(cohort.rollout()).sentence())
                .toList();
        if (!changed.isEmpty()) {
            return "Cohort " + String.join("; ", changed);
        }
        return after.cohorts().size() < before.cohorts().size() ? "Cohorts removed" : "Started, nobody moved yet";
    }

    private static String cap(PastChange past) {
        return past.after() == null || past.after().rollback() == null
                ? StageWords.label(Stage.OFF)
                : StageWords.label(past.after().rollback().stage());
    }

    private static String standing(List<CohortView> cohorts) {
        return rollout(cohorts).sentence();
    }

    private static String share(Snapshot after) {
        return after == null ? "" : rollout(after).share().text();
    }

    private static Rollout rollout(Snapshot snapshot) {
        return rollout(snapshot.cohorts());
    }

    private static Rollout rollout(List<CohortView> cohorts) {
        return FlagWords.rollout(cohorts.get(cohorts.size() - 1).rollout());
    }
}
