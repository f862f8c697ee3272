package dev.banyan.server.web.arrival;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.web.kit.Moment;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The proof that a change has arrived.
 *
 * @param page where the proof stands as a whole
 * @param since how long ago the change was made
 * @param stragglers who has not applied it; the first of them only
 * @param more how many of them are left out
 * @param detailed whether who is missing is shown
 */
@RecordBuilder
public record ConvergenceView(
        long revision,
        String page,
        Counts counts,
        Times times,
        Duration since,
        List<Straggler> stragglers,
        int more,
        boolean detailed) {
    private static final int NAMED_IN_PASSING = 3;
    private static final Duration USUAL = Duration.ofSeconds(1);

    /** @param gone were there when the change was made or since, and have not been seen for a while */
    public record Counts(int applied, int pending, int refused, int gone) {

        public int total() {
            return applied + pending + refused + gone;
        }

        /** In the order of the bar; those that there are. */
        public List<Segment> segments() {
            List<Segment> segments = new ArrayList<>();
            double x = 0;
            x = add(segments, "applied", "check", applied, x);
            x = add(segments, "pending", "clock", pending, x);
            x = add(segments, "refused", "alert", refused, x);
            add(segments, "gone", "gone", gone, x);
            return segments;
        }

        private double add(List<Segment> segments, String name, String icon, int count, double x) {
            if (count == 0) {
                return x;
            }
            double width = 100.0 * count / total();
            segments.add(new Segment(name, icon, Figures.count(count), percent(x), percent(width)));
            return x + width;
        }

        private static String percent(double value) {
            return String.valueOf(Math.round(value * 100) / 100.0);
        }

        String words() {
            return String.join(
                    ", ",
                    segments().stream()
                            .map(each -> each.count() + " " + each.name())
                            .toList());
        }
    }

    /** A part of the bar; numbers in percent. */
    public record Segment(String name, String icon, String count, String x, String width) {}

    /** From the change to the acknowledgement; each null until that many have applied it. */
    public record Times(Duration first, Duration half, Duration most, Duration all) {
        static final Times NONE = new Times(null, null, null, null);

        static Times ofMillis(Long first, Long half, Long most, Long all) {
            return new Times(span(first), span(half), span(most), span(all));
        }

        private static Duration span(Long millis) {
            return millis == null ? null : Duration.ofMillis(millis);
        }

        public List<Time> shown() {
            return List.of(time("first", first), time("half", half), time("99\u202f%", most), time("all", all));
        }

        private static Time time(String name, Duration took) {
            return new Time(name, took == null ? "–" : Spans.span(took));
        }
    }

    /** How long until that many had it. */
    public record Time(String name, String took) {}

    /**
     * An instance that has not applied the change.
     *
     * @param revision what it decides by, in words
     * @param refusal why it refused, or null
     * @param still what it does otherwise than the others, a line for each route
     * @param lastSeen when it was last heard of
     */
    @RecordBuilder
    public record Straggler(
            String id,
            String application,
            String version,
            String host,
            String sdk,
            String state,
            String revision,
            String refusal,
            List<Line> still,
            String moreRoutes,
            Moment lastSeen) {

        /** @param page of the route */
        public record Line(String route, String page, String words) {}

        public boolean gone() {
            return state.equals("gone");
        }

        public String label() {
            return switch (state) {
                case "refused" -> "Refused it";
                case "gone" -> "Gone";
                default -> "Has not answered yet";
            };
        }

        public String icon() {
            return switch (state) {
                case "refused" -> "alert";
                case "gone" -> "gone";
                default -> "clock";
            };
        }

        public boolean alike() {
            return still.isEmpty();
        }
    }

    /** Beside other things: the first names only, and none in the moments in which every change has stragglers. */
    public ConvergenceView inPassing() {
        int named = Math.min(NAMED_IN_PASSING, stragglers.size());
        return ConvergenceViewBuilder.builder(this)
                .stragglers(stragglers.subList(0, named))
                .more(more + stragglers.size() - named)
                .detailed(since.compareTo(USUAL) >= 0)
                .build();
    }

    /** Whether to show who is missing. */
    public boolean open() {
        return detailed && !nobody() && !complete();
    }

    public boolean nobody() {
        return counts.total() == 0;
    }

    public boolean complete() {
        return !nobody() && counts.applied() == counts.total();
    }

    public String sentence() {
        if (nobody()) {
            return "No instance is connected";
        }
        String counted = "Applied on " + Figures.count(counts.applied()) + " of "
                + Figures.count(counts.total(), "instance", "instances");
        if (complete()) {
            return times.all() == null ? counted : counted + " in " + Spans.span(times.all());
        }
        return counted + " after " + Spans.span(since);
    }

    /** What is left: "1 pending, 1 gone". */
    public String rest() {
        return new Counts(0, counts.pending(), counts.refused(), counts.gone()).words();
    }

    public String barWords() {
        return counts.words();
    }

    public boolean timed() {
        return times.first() != null;
    }

    public String css() {
        if (nobody() || complete()) {
            return nobody() ? "nobody" : "complete";
        }
        return counts.refused() > 0 ? "refused" : detailed ? "waiting" : "spreading";
    }

    public String icon() {
        return complete() ? "check" : nobody() ? "dot" : counts.refused() == 0 ? "clock" : "alert";
    }

    public String moreText() {
        return more == 0 ? null : "And " + Figures.count(more, "instance", "instances") + " more.";
    }
}
