package dev.banyan.server.web;

import java.util.ArrayList;
import java.util.List;

/** What the ways back say before they are pressed. */
final class AskWords {
    private AskWords() {}

    static Ask isolate(FlagView flag) {
        String moved = flag.rolledBack() || flag.takenBack() == 0
                ? "Legacy goes on answering everyone."
                : Figures.requests(flag.takenBack()) + " go back to legacy.";
        return isolate(
                flag.head().address(),
                "isolate",
                List.of(
                        "No call reaches the new side of " + flag.head().key() + " any more. " + moved,
                        "It misses every write from then on, and needs a backfill before it can come back. A rollback does not."),
                flag.permit());
    }

    /** Without figures, which are not at hand while the database is away. */
    static Ask isolate(OutageBoard.Route route, Permit permit) {
        String key = route.address().key();
        return isolate(
                route.address(),
                "isolate-" + key,
                List.of(
                        "No call reaches the new side of " + key + " any more. Legacy answers everyone.",
                        "It misses every write from then on, and needs a backfill before it can come back. A rollback does not."),
                permit);
    }

    private static Ask isolate(RouteAddress address, String id, List<String> lines, Permit permit) {
        return new Ask(id, "Isolate", "isolate", lines, "Isolate " + address.key(), address.isolate(), permit.csrf());
    }

    static Ask abort(PlanBoard board) {
        return new Ask(
                "plan-abort",
                "Abort",
                "close",
                List.of(
                        "The plan ends here and moves nobody any more. Everybody stays where they are.",
                        "It cannot go on afterwards; a new plan begins from here. To take callers back, roll back the route."),
                "Abort the plan",
                board.address().act("abort"),
                board.permit().csrf());
    }

    /** Null where nothing has moved, or all of it is back. */
    static Ask rollBackAll(SummaryView summary) {
        List<FlagView> moved = summary.rows().stream()
                .map(RouteRow::flag)
                .filter(FlagView::canRollBack)
                .toList();
        if (summary.rolledBack() || moved.isEmpty() || !summary.permit().rollBack()) {
            return null;
        }
        return rollBackAll(summary.address(), lines(moved), summary.permit());
    }

    static Ask rollBackAll(OutageBoard board) {
        long routes = board.routes().stream()
                .filter(route -> route.started() && !route.back())
                .count();
        return rollBackAll(
                board.address(),
                List.of(
                        Figures.count(routes, "route goes", "routes go") + " back to legacy, at once.",
                        "All routes stay back until somebody resumes them."),
                board.permit());
    }

    private static Ask rollBackAll(EnvironmentAddress address, List<String> lines, Permit permit) {
        return new Ask(
                "ask-roll-back-all",
                "Roll back all routes",
                "rollback",
                lines,
                "Roll back all routes now",
                address.rollback(),
                permit.csrf());
    }

    private static List<String> lines(List<FlagView> moved) {
        List<String> lines = new ArrayList<>();
        List<FlagView> answeredByNew =
                moved.stream().filter(FlagView::newAnswersSomebody).toList();
        lines.add(goBack(answeredByNew));
        long others = moved.size() - answeredByNew.size();
        if (others > 0) {
            lines.add(Figures.count(others, "more route is", "more routes are")
                    + " held back, too. There legacy answers everyone already.");
        }
        moved.stream()
                .filter(flag -> !flag.safety().safe())
                .forEach(flag -> lines.add(
                        flag.head().key() + ": " + uncapitalised(flag.safety().title()) + "."));
        lines.add("All routes stay back until somebody resumes them.");
        return List.copyOf(lines);
    }

    private static String goBack(List<FlagView> flags) {
        if (flags.isEmpty()) {
            return "Nobody is on new: no request changes sides.";
        }
        double taken = flags.stream().mapToDouble(FlagView::takenBack).sum();
        String routes = Figures.count(flags.size(), "route", "routes");
        return taken == 0
                ? routes + (flags.size() == 1 ? " goes" : " go") + " back to legacy; no requests come in just now."
                : routes + ", " + Figures.requests(taken) + " go back to legacy.";
    }

    private static String uncapitalised(String words) {
        return Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
