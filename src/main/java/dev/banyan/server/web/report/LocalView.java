package dev.banyan.server.web.report;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.report.LocalState;
import dev.banyan.server.web.kit.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What holds for a route on single instances, whatever this page says about it. */
public record LocalView(List<Line> lines, String openings) {
    private static final int HOSTS_NAMED = 4;

    static final LocalView NONE = new LocalView(List.of(), null);

    /**
     * What holds on some instances.
     *
     * @param title how many, and what
     * @param since when the first of them began to, or null
     */
    public record Line(String title, String text, Moment since) {}

    public boolean none() {
        return lines.isEmpty();
    }

    static LocalView of(List<LocalState> states, Instant now) {
        List<Line> lines = new ArrayList<>();
        by(states.stream().filter(state -> state.override() != null).toList(), LocalState::override)
                .forEach((override, on) -> lines.add(overridden(override, on)));
        by(
                        states.stream().filter(state -> state.breaker() != null).toList(),
                        state -> state.breaker().state())
                .forEach((state, on) -> lines.add(breaker(state, on, now)));
        return new LocalView(lines, openings(states));
    }

    /** For a line in a list: "Overridden on 2, breaker open on 1"; null when nothing holds. */
    static String mark(List<LocalState> states) {
        long overridden =
                states.stream().filter(state -> state.override() != null).count();
        long open = states.stream().filter(state -> state.breaker() != null).count();
        if (overridden + open == 0) {
            return null;
        }
        if (overridden == 0) {
            return "Breaker open on " + open;
        }
        return "Overridden on " + overridden + (open == 0 ? "" : ", breaker open on " + open);
    }

    /** What holds on one instance, for its line in the list; null when nothing does. */
    public static String words(LocalState state) {
        if (state.override() != null) {
            return "Overridden: " + state.override().stage() + ", by "
                    + source(state.override().from());
        }
        return state.breaker() == null ? null : "Breaker " + state.breaker().state() + ": legacy answers here";
    }

    private static Line overridden(LocalState.Overridden override, List<LocalState> on) {
        return new Line(
                count(on) + " overridden locally: " + override.stage(),
                "By " + source(override.from()) + " " + hosts(on) + ". What is set here does not reach "
                        + (on.size() == 1 ? "it." : "them."),
                null);
    }

    private static Line breaker(String state, List<LocalState> on, Instant now) {
        Moment since = on.stream()
                .map(each -> each.breaker().since())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(at -> new Moment(at, now))
                .orElse(null);
        long calls = on.stream().mapToLong(each -> each.breaker().calls()).sum();
        long errors = on.stream().mapToLong(each -> each.breaker().errors()).sum();
        long slow = on.stream().mapToLong(each -> each.breaker().slow()).sum();
        String title = state.equals("open") ? "Circuit breaker open on " : "Circuit breaker half-open on ";
        return new Line(
                title + Figures.count(on.size(), "instance", "instances"),
                "There, legacy answers " + hosts(on) + ": of " + Figures.count(calls, "call", "calls") + " to new, "
                        + Figures.count(errors) + " failed and " + Figures.count(slow) + " were too slow.",
                since);
    }

    private static String openings(List<LocalState> states) {
        long openings = states.stream().mapToLong(LocalState::openings).sum();
        return openings == 0
                ? null
                : "The circuit breaker has opened " + Figures.count(openings, "time", "times")
                        + " on the instances that run now.";
    }

    private static String count(List<LocalState> on) {
        return Figures.count(on.size(), "instance is", "instances are");
    }

    private static String hosts(List<LocalState> on) {
        List<String> names = on.stream()
                .map(state -> state.host().isEmpty() ? state.instance() : state.host())
                .distinct()
                .toList();
        String first = names.stream().limit(HOSTS_NAMED).collect(Collectors.joining(", "));
        return "on " + first + (names.size() > HOSTS_NAMED ? " and " + (names.size() - HOSTS_NAMED) + " more" : "");
    }

    private static String source(String from) {
        return switch (from) {
            case "environment" -> "environment variable";
            case "property" -> "system property";
            default -> from;
        };
    }

    private static <K> Map<K, List<LocalState>> by(List<LocalState> states, Function<LocalState, K> key) {
        return states.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
