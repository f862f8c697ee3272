package dev.banyan.server.web.traffic;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.flag.PastMove;
import dev.banyan.server.web.history.HistoryWords;
import dev.banyan.server.web.kit.ChangeMark;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** What moved the routes of an environment: a line each, and one mark for those of one step of a chart. */
final class MoveWords {
    private record Marked(PastMove move, ChangeMark mark) {}

    private final EnvironmentAddress address;
    private final List<Marked> moves;

    /** @param moves newest first; what moved nobody is left out */
    MoveWords(EnvironmentAddress address, List<PastMove> moves) {
        this.address = address;
        this.moves = moves.stream()
                .flatMap(move ->
                        HistoryWords.marks(List.of(move.change())).stream().map(mark -> new Marked(move, mark)))
                .toList();
    }

    List<PastChanges.Row> rows(Instant now) {
        return moves.stream()
                .map(each -> new PastChanges.Row(
                        new Moment(each.mark().at(), now),
                        new PastChanges.Subject(name(each.move()), href(each.move())),
                        each.mark().label(),
                        each.mark().by(),
                        each.mark().back()))
                .toList();
    }

    /** In a year, or in an hour of plans, marks would stand as dense as a wall. */
    List<ChangeMark> marks(Duration step) {
        TreeMap<Long, List<Marked>> bySteps = new TreeMap<>(Comparator.reverseOrder());
        for (Marked each : moves) {
            long index = Math.floorDiv(each.mark().at().getEpochSecond(), step.toSeconds());
            bySteps.computeIfAbsent(index, any -> new ArrayList<>()).add(each);
        }
        return bySteps.values().stream().map(MoveWords::mark).toList();
    }

    private static ChangeMark mark(List<Marked> some) {
        Marked newest = some.get(0);
        if (some.size() == 1) {
            return new ChangeMark(
                    newest.mark().at(),
                    name(newest.move()) + " " + uncapitalised(newest.mark().label()),
                    newest.mark().by(),
                    newest.mark().back());
        }
        long people = some.stream().map(each -> each.mark().by()).distinct().count();
        long back = some.stream().filter(each -> each.mark().back()).count();
        return new ChangeMark(
                newest.mark().at(),
                several(some.size(), back),
                people == 1 ? newest.mark().by() : "",
                back > 0);
    }

    private static String several(long all, long back) {
        if (back == 0) {
            return all + " changes";
        }
        String rollbacks = Figures.count(back, "rollback", "rollbacks");
        return back == all ? rollbacks : all + " changes, " + rollbacks;
    }

    private static String name(PastMove move) {
        if (move.route() == null) {
            return "All routes";
        }
        return move.routes() == 1 ? move.route() : move.route() + " and " + (move.routes() - 1) + " more";
    }

    private String href(PastMove move) {
        return move.route() == null ? null : address.route(move.route()).page();
    }

    private static String uncapitalised(String words) {
        return words.isEmpty() ? words : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
