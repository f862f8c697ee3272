package dev.banyan.server.web;

import dev.banyan.server.environment.EnvironmentState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a resume leads to. */
final class ResumeWords {
    private static final int NAMED = 5;

    private ResumeWords() {}

    static PreviewView ofRoute(RoutePicture picture) {
        FlagView flag = picture.shown();
        if (!flag.rolledBack()) {
            return nothing(flag.head().key() + " is not rolled back any more. " + flag.headline());
        }
        List<String> lines = new ArrayList<>();
        lines.add("The same callers return: " + flag.rollout().sentence()
                + (flag.many()
                        ? " for everyone else, and " + Figures.count(flag.others(), "cohort", "cohorts") + " as before."
                        : "."));
        lines.add(newGets(flag));
        lines.add(since(
                flag.rollback(),
                picture.flag().rollback() == null
                        ? null
                        : picture.flag().rollback().reason()));
        return new PreviewView(PreviewView.Effect.WIDENS, "Resume", lines, null);
    }

    /** @param stay routes that were rolled back by themselves, too */
    static PreviewView ofEnvironment(SummaryView summary, List<String> stay) {
        if (!summary.rolledBack()) {
            return nothing(summary.environment() + " is not rolled back any more.");
        }
        List<FlagView> returning = summary.rows().stream()
                .map(RouteRow::flag)
                .filter(flag -> !stay.contains(flag.head().key()) && flag.newWouldAnswer())
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(returning(returning));
        if (!stay.isEmpty()) {
            lines.add(Figures.count(stay.size(), "route stays", "routes stay") + " back, rolled back by "
                    + (stay.size() == 1 ? "itself" : "themselves") + ": " + named(stay) + ".");
        }
        lines.add(since(summary.rollback(), null));
        return new PreviewView(PreviewView.Effect.WIDENS, "Resume all routes", lines, null);
    }

    static Confirmation.Target target(RoutePicture picture) {
        RouteAddress address = picture.shown().head().address();
        return new Confirmation.Target(
                "Resume " + address.key() + "?",
                address.resume(),
                address.page(),
                picture.shown().permit().csrf(),
                picture.flag().version(),
                null,
                picture.environment().guarded());
    }

    static Confirmation.Target target(SummaryView summary, EnvironmentState environment) {
        return new Confirmation.Target(
                "Resume all routes of " + environment.name() + "?",
                summary.address().resume(),
                summary.address().page(),
                summary.permit().csrf(),
                environment.revision(),
                null,
                environment.guarded());
    }

    private static PreviewView nothing(String words) {
        return new PreviewView(PreviewView.Effect.NOTHING, "Resume", List.of(words), null);
    }

    private static String newGets(FlagView flag) {
        if (!flag.newWouldAnswer()) {
            return "Legacy goes on answering everyone.";
        }
        if (flag.load().perSecond() == 0) {
            return "New answers them again. No requests come in just now.";
        }
        return flag.many()
                ? "New answers them again, of " + Figures.requests(flag.load().perSecond()) + " in all."
                : "New gets about " + Figures.requests(flag.givenBack()) + " of "
                        + Figures.perSecond(flag.load().perSecond()) + " at once.";
    }

    private static String returning(List<FlagView> flags) {
        if (flags.isEmpty()) {
            return "Legacy goes on answering everyone: no route had callers on new.";
        }
        double given = flags.stream().mapToDouble(FlagView::givenBack).sum();
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

    private static String since(RollbackView rollback, String reason) {
        String who = rollback.actor() == null ? "" : " by " + rollback.actor();
        return "Rolled back " + rollback.at().ago() + who + (reason == null ? "." : ": " + reason);
    }
}
