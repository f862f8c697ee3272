package dev.banyan.server.web.traffic;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.web.kit.ChangeMark;
import dev.banyan.server.web.traffic.TrafficPoint.SideStep;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** Turns a series of steps into the shapes of the live chart. The newest step ends at the right edge. */
public final class ChartGeometry {

    public static final int WIDTH = 600;
    public static final int HEIGHT = 160;
    static final int LANE = 24;
    private static final int LABEL_PERCENT = 16;
    /** Percent of its width that a letter takes, across a page and across a phone. */
    private static final double WIDE_LETTER = 0.62;

    private static final double NARROW_LETTER = 2.4;
    private static final Duration A_DAY = Duration.ofHours(25);
    private static final Duration A_MONTH = Duration.ofDays(31);
    private static final DateTimeFormatter MINUTE = format("HH:mm");
    private static final DateTimeFormatter MINUTE_OF_DAY = format("d MMM HH:mm");
    private static final DateTimeFormatter DAY = format("d MMM");
    private static final Comparator<ChangeMark> NEWEST_FIRST =
            Comparator.comparing(ChangeMark::at).reversed();

    private final List<TrafficPoint> points;
    private final Instant start;
    private final Duration span;
    private final Duration step;
    private final double topRate;
    private final long topCalls;
    private final long topLatency;

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.UK).withZone(ZoneOffset.UTC);
    }

    private ChartGeometry(List<TrafficPoint> points, Instant end, Duration span, Duration step) {
        this.start = end.minus(span);
        this.span = span;
        this.step = step;
        this.points = points.stream().filter(p -> !p.start().isBefore(start)).toList();
        this.topRate = PlotGeometry.nice(Math.max(1, most(TrafficPoint::served)) * 1_000.0 / step.toMillis());
        this.topCalls = Math.max(1, Math.round(topRate * step.toMillis() / 1_000));
        this.topLatency = nice(usualLatency());
    }

    public static ChartView draw(
            List<TrafficPoint> points, List<ChangeMark> changes, Instant end, Duration span, Duration step) {
        ChartGeometry chart = new ChartGeometry(points, end, span, step);
        return ChartViewBuilder.builder()
                .newArea(chart.area(p -> 0, p -> p.fresh().served()))
                .legacyArea(chart.area(p -> p.fresh().served(), TrafficPoint::served))
                .newEdge(chart.line(p -> p.fresh().served(), chart.topCalls))
                .topRate(Figures.perSecond(chart.topRate))
                .middleRate(Figures.perSecond(chart.topRate / 2))
                .newErrors(chart.lane(TrafficPoint::fresh))
                .legacyErrors(chart.lane(TrafficPoint::legacy))
                .newLatency(chart.line(p -> p.fresh().p95Micros(), chart.topLatency))
                .legacyLatency(chart.line(p -> p.legacy().p95Micros(), chart.topLatency))
                .topLatency(Spans.micros(chart.topLatency))
                .marks(chart.marks(changes))
                .span(Spans.span(span))
                .build();
    }

    /** The next of 1, 2, 5, 10, 20, 50 …, so that the scale does not jump with every request. */
    static long nice(long most) {
        long decade = 1;
        while (true) {
            for (long factor : new long[] {1, 2, 5}) {
                if (factor * decade >= most) {
                    return factor * decade;
                }
            }
            decade *= 10;
        }
    }

    /** One slow step of a start-up must not press all others to the ground: it is cut off at the top instead. */
    private long usualLatency() {
        long[] sorted = points.stream()
                .flatMapToLong(
                        p -> LongStream.of(p.legacy().p95Micros(), p.fresh().p95Micros()))
                .filter(micros -> micros >= 0)
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[(int) (sorted.length * 0.95)] * 6 / 5;
    }

    private long most(ToLongFunction<TrafficPoint> value) {
        return points.stream().mapToLong(value).max().orElse(0);
    }

    private String area(ToLongFunction<TrafficPoint> floor, ToLongFunction<TrafficPoint> roof) {
        if (points.isEmpty()) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        for (TrafficPoint p : points) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(middle(p))
                    .append(' ')
                    .append(y(roof.applyAsLong(p), topCalls));
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            TrafficPoint p = points.get(i);
            path.append('L').append(middle(p)).append(' ').append(y(floor.applyAsLong(p), topCalls));
        }
        return path.append('Z').toString();
    }

    /** A step without a value leaves a gap: a line across it would claim what nobody measured. */
    private String line(ToLongFunction<TrafficPoint> value, long top) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (TrafficPoint p : points) {
            long v = value.applyAsLong(p);
            if (v >= 0) {
                path.append(pen ? 'L' : 'M').append(middle(p)).append(' ').append(y(v, top));
            }
            pen = v >= 0;
        }
        return path.toString();
    }

    private ChartView.ErrorLane lane(Function<TrafficPoint, SideStep> side) {
        List<ChartView.Bar> bars = new ArrayList<>();
        double worst = 0;
        for (TrafficPoint p : points) {
            SideStep step = side.apply(p);
            double part = step.calls() == 0 ? 0 : (double) step.errors() / step.calls();
            worst = Math.max(worst, part);
            if (part > 0) {
                double height = Math.max(3, part * LANE);
                bars.add(new ChartView.Bar(
                        number(x(p.start())), number(LANE - height), number(stepWidth() * 0.9), number(height)));
            }
        }
        return new ChartView.ErrorLane(List.copyOf(bars), Shares.percentage(Math.round(worst * 10_000), 10_000));
    }

    /** The newest label is the one that matters: it gets its place first. */
    private List<ChartView.Mark> marks(List<ChangeMark> changes) {
        List<ChartView.Mark> marks = new ArrayList<>();
        LabelRoom live = new LabelRoom();
        LabelRoom wide = new LabelRoom();
        LabelRoom narrow = new LabelRoom();
        List<ChangeMark> newestFirst = changes.stream()
                .filter(c -> !c.at().isBefore(start))
                .sorted(NEWEST_FIRST)
                .toList();
        for (ChangeMark change : newestFirst) {
            double percent = 100 * x(change.at()) / WIDTH;
            String detail = detail(change);
            marks.add(ChartViewMarkBuilder.builder()
                    .x(number(x(change.at())))
                    .percent(number(percent))
                    .label(change.label())
                    .detail(detail)
                    .back(change.back())
                    .named(live.take(percent, LABEL_PERCENT))
                    .wide(wide.take(percent, WIDE_LETTER * (change.label() + " · " + detail).length()))
                    .narrow(narrow.take(percent, NARROW_LETTER * (change.label().length() + 1)))
                    .build());
        }
        return List.copyOf(marks);
    }

    private String detail(ChangeMark change) {
        String time = (span.compareTo(A_DAY) <= 0 ? MINUTE : span.compareTo(A_MONTH) <= 0 ? MINUTE_OF_DAY : DAY)
                .format(change.at());
        return change.by().isEmpty() ? time : change.by() + " · " + time;
    }

    private String middle(TrafficPoint p) {
        return number(x(p.start()) + stepWidth() / 2);
    }

    private double x(Instant at) {
        double part = (double) Duration.between(start, at).toMillis() / span.toMillis();
        return Math.min(WIDTH, Math.max(0, part * WIDTH));
    }

    private double stepWidth() {
        return (double) WIDTH * step.toMillis() / span.toMillis();
    }

    private static String y(long value, long top) {
        return number(Math.max(0, HEIGHT - (double) HEIGHT * value / top));
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
