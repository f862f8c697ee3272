package dev.banyan.server.web.overview;

import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.kit.ConfirmationDialog;
import dev.banyan.server.web.kit.ConfirmationDialogTargetBuilder;
import dev.banyan.server.web.kit.PreviewView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What resuming all routes of an environment leads to. */
public final class ResumeAllWords {
    private static final int NAMED = 5;

    private ResumeAllWords() {}

    /** @param stay routes that were rolled back by themselves, too */
    public static PreviewView preview(SummaryView summary, List<String> stay) {
        if (!summary.rolledBack()) {
            return PreviewView.nothing("Resume", summary.environment() + " is not rolled back any more.");
        }
        List<FlagPanel> returning = summary.rows().stream()
                .map(RouteRow::flag)
                .filter(flag -> !stay.contains(flag.head().key()) && flag.newWouldAnswer())
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(returning(returning));
        if (!stay.isEmpty()) {
            lines.add(Figures.count(stay.size(), "route stays", "routes stay") + " back, rolled back by "
                    + (stay.size() == 1 ? "itself" : "themselves") + ": " + named(stay) + ".");
        }
        lines.add(summary.rollback().told(null));
        return new PreviewView(PreviewView.Effect.WIDENS, "Resume all routes", lines, null);
    }

    static ConfirmationDialog.Target target(SummaryView summary, EnvironmentState environment) {
        return ConfirmationDialogTargetBuilder.builder()
                .title("Resume all routes of " + environment.name() + "?")
                .action(summary.address().resume())
                .back(summary.address().page())
                .csrf(summary.permit().csrf())
                .version(environment.revision())
                .revision(null)
                .reasonNeeded(environment.guarded())
                .build();
    }

    private static String returning(List<FlagPanel> flags) {
        if (flags.isEmpty()) {
            return "Legacy goes on answering everyone: no route had callers on new.";
        }
        double given = flags.stream().mapToDouble(FlagPanel::givenBack).sum();
        String names = named(flags.stream()
                .map(flag -> flag.head().key() + " " + flag.rollout().onNew().text())
                .toList());
        return Figures.count(flags.size(), "route returns", "routes return") + " to where "
                + (flags.size() == 1 ? "it was" : "they were") + ", "
                + (given == 0 ? "without any request just now" : "about " + Figures.requests(given) + " on new at once")
                + ": " + names + ".";
    }

    private static String named(List<String> names) {
        String some = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() <= NAMED ? some : some + " and " + Figures.count(names.size() - NAMED) + " more";
    }
}
