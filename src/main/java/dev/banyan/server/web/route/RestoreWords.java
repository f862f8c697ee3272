package dev.banyan.server.web.route;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.flag.state.CohortView;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.flag.state.SettingsWords;
import dev.banyan.server.web.flag.FlagWords;
import dev.banyan.server.web.flag.Load;
import dev.banyan.server.web.flag.Rollout;
import dev.banyan.server.web.flag.RolloutStep;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.ConfirmationDialogTargetBuilder;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.PreviewView;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.kit.StageWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What it leads to when a route is set as it was set before. */
final class RestoreWords {
    private final RoutePicture picture;
    private final FlagView now;
    private final FlagView next;

    /** @param next as the route would be set */
    RestoreWords(RoutePicture picture, FlagView next) {
        this.picture = picture;
        this.now = picture.flag();
        this.next = next;
    }

    static ConfirmationDialog.Target target(RoutePicture picture, long revision) {
        RouteAddress address = picture.shown().head().address();
        return ConfirmationDialogTargetBuilder.builder()
                .title("Restore " + address.key() + " as it was set before?")
                .action(address.restore())
                .back(address.page())
                .csrf(picture.shown().permit().csrf())
                .version(picture.flag().version())
                .revision(revision)
                .reasonNeeded(picture.environment().guarded())
                .build();
    }

    /** @param past the change that had set it so */
    PreviewView preview(PastChange past, Moment at) {
        List<String> lines = new ArrayList<>(differences());
        if (lines.isEmpty()) {
            return PreviewView.nothing("Restore", "This is how it is set now.");
        }
        if (picture.shown().rolledBack()) {
            lines.add("The route is rolled back: legacy goes on answering, and this holds once somebody resumes.");
        }
        lines.add("Set so by " + past.actor() + " on " + at.full()
                + (past.reason() == null ? "." : ": " + past.reason()));
        return new PreviewView(effect(), button(), lines, null)
                .and(RolloutStep.missingOnLegacy(
                        FlagWords.beneath(now),
                        FlagWords.beneath(next),
                        next.safety().missing()));
    }

    private List<String> differences() {
        List<String> lines = new ArrayList<>();
        if (!FlagWords.beneath(now).equals(FlagWords.beneath(next))) {
            lines.addAll(RolloutStep.lines(
                    next.cohorts().size() > 1 ? "everyone else" : "everyone",
                    FlagWords.beneath(now),
                    FlagWords.beneath(next),
                    -1));
            requests().ifPresent(lines::add);
        }
        next.cohorts().forEach(cohort -> named(cohort).ifPresent(lines::add));
        now.cohorts().stream()
                .filter(cohort -> find(next, cohort).isEmpty())
                .forEach(cohort ->
                        lines.add("Cohort " + cohort.name() + " is gone: its callers are decided by the others."));
        List<String> settings = SettingsWords.changes(
                now.shadow(), now.breaker(), now.pacedSeconds(), next.shadow(), next.breaker(), next.pacedSeconds());
        if (!settings.isEmpty()) {
            lines.add(Shares.narrow("Settings: " + String.join(", ", settings) + "."));
        }
        return lines;
    }

    /** The default cohort is told by the lines of the rollout. */
    private Optional<String> named(CohortView cohort) {
        Optional<CohortView> before = find(now, cohort);
        if (before.isPresent() && (before.get().equals(cohort) || isDefault(cohort))) {
            return Optional.empty();
        }
        String then = FlagWords.rollout(cohort.rollout()).sentence();
        if (before.isEmpty()) {
            return Optional.of("Cohort " + cohort.name() + " comes back: " + then + ".");
        }
        String was = FlagWords.rollout(before.get().rollout()).sentence();
        return Optional.of(
                was.equals(then)
                        ? "Cohort " + cohort.name() + " gets other conditions."
                        : "Cohort " + cohort.name() + ": " + was + ". Then: " + then + ".");
    }

    private Optional<String> requests() {
        Load load = picture.shown().load();
        boolean known = load.perSecond() > 0
                && next.cohorts().size() == 1
                && !picture.shown().rolledBack();
        return known
                ? Optional.of("New gets about "
                        + Figures.requests(load.at(FlagWords.beneath(next).onNew())) + ", of "
                        + Figures.perSecond(load.perSecond()) + " in all.")
                : Optional.empty();
    }

    private PreviewView.Effect effect() {
        boolean widens = next.cohorts().stream().anyMatch(this::widens);
        return widens ? PreviewView.Effect.WIDENS : PreviewView.Effect.NARROWS;
    }

    private boolean widens(CohortView cohort) {
        CohortView before = find(now, cohort).orElseGet(() -> last(now));
        return RolloutStep.position(FlagWords.rollout(cohort.rollout()))
                > RolloutStep.position(FlagWords.rollout(before.rollout()));
    }

    private String button() {
        Rollout then = FlagWords.beneath(next);
        return then.settled() == null
                ? "Restore " + then.share().text() + " at " + then.toLabel()
                : "Restore everyone at " + StageWords.label(then.settled());
    }

    private static boolean isDefault(CohortView cohort) {
        return cohort.conditions().isEmpty();
    }

    private static Optional<CohortView> find(FlagView flag, CohortView cohort) {
        return flag.cohorts().stream()
                .filter(each -> each.name().equals(cohort.name()))
                .findFirst();
    }

    private static CohortView last(FlagView flag) {
        return flag.cohorts().get(flag.cohorts().size() - 1);
    }
}
