package dev.banyan.server.web.overview;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.kit.Ask;
import dev.banyan.server.web.kit.Sentences;
import java.util.ArrayList;
import java.util.List;

/** What rolling back all routes will do, before it is pressed. */
final class RollBackAllWords {
    private RollBackAllWords() {}

    /** Null where nothing has moved, or all of it is back. */
    static Ask ask(SummaryView summary) {
        List<FlagPanel> moved = summary.rows().stream()
                .map(RouteRow::flag)
                .filter(FlagPanel::canRollBack)
                .toList();
        return summary.rolledBack() || moved.isEmpty() || !summary.permit().rollBack()
                ? null
                : Ask.rollBackAll(summary.address(), lines(moved), summary.permit());
    }

    private static List<String> lines(List<FlagPanel> moved) {
        List<String> lines = new ArrayList<>();
        List<FlagPanel> answeredByNew =
                moved.stream().filter(FlagPanel::newAnswersSomebody).toList();
        lines.add(goBack(answeredByNew));
        long others = moved.size() - answeredByNew.size();
        if (others > 0) {
            lines.add(Figures.count(others, "more route is", "more routes are")
                    + " held back, too. There legacy answers everyone already.");
        }
        moved.stream()
                .filter(flag -> !flag.safety().safe())
                .forEach(flag -> lines.add(flag.head().key() + ": "
                        + Sentences.within(flag.safety().title()) + "."));
        lines.add("All routes stay back until somebody resumes them.");
        return List.copyOf(lines);
    }

    private static String goBack(List<FlagPanel> flags) {
        if (flags.isEmpty()) {
            return "Nobody is on new: no request changes sides.";
        }
        double taken = flags.stream().mapToDouble(FlagPanel::takenBack).sum();
        String routes = Figures.count(flags.size(), "route", "routes");
        return taken == 0
                ? routes + (flags.size() == 1 ? " goes" : " go") + " back to legacy; no requests come in just now."
                : routes + ", " + Figures.requests(taken) + " go back to legacy.";
    }
}
