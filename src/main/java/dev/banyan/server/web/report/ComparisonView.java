package dev.banyan.server.web.report;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.health.comparison.ComparisonCounts;
import dev.banyan.server.web.kit.Moment;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.stream.Stream;

/** What came of asking both sides the same: how often they differed, where, and a few cases. */
public record ComparisonView(
        ComparisonCounts hour, ComparisonCounts day, List<PathRow> paths, List<SampleRow> samples) {
    private static final int SAMPLES_OPEN = 3;

    static final ComparisonView NONE =
            new ComparisonView(ComparisonCounts.NONE, ComparisonCounts.NONE, List.of(), List.of());

    /**
     * A place at which both sides differ.
     *
     * @param noise it differs between two calls of one side too, so it says nothing about the other
     */
    public record PathRow(String path, String kind, String count, String control, boolean noise) {}

    /**
     * One case.
     *
     * @param legacy null when legacy has no such value, or it is withheld
     * @param fresh likewise for new
     */
    @RecordBuilder
    public record SampleRow(
            String path, String kind, String legacy, String fresh, boolean withheld, boolean noise, Moment at) {}

    public boolean none() {
        return day.none();
    }

    public boolean differs() {
        return newest().mismatched() > 0;
    }

    public String headline() {
        ComparisonCounts counts = newest();
        if (counts.compared() == 0) {
            return counts.learning() == 0 ? "No comparison was completed" : "Finding out what is noise";
        }
        return counts.mismatched() == 0
                ? "Both sides gave the same answers"
                : Shares.percentage(counts.mismatched(), counts.compared()) + " of answers differ";
    }

    public String sentence() {
        return figures(newest()) + (hour.compared() > 0 ? " in the last hour." : " in the last 24 hours.");
    }

    /** The whole day, where the headline is about an hour only. */
    public String before() {
        return hour.compared() > 0 && day.compared() > hour.compared()
                ? "In the last 24 hours: " + figures(day)
                        + (day.mismatched() == 0
                                ? "."
                                : ", " + Shares.percentage(day.mismatched(), day.compared()) + ".")
                : null;
    }

    /** What the figures above do not tell, over the day. */
    public List<String> missed() {
        return Stream.of(
                        missed(day.learning(), "", " made before it was known what is noise, and did not count."),
                        missed(day.failed(), "One side failed in ", ", so there was nothing to compare."),
                        missed(day.late(), "", " given up: the other side took longer than its deadline."),
                        missed(
                                day.dropped(),
                                "",
                                " left out: too many were waiting, or the answers can be read only once. Callers did not wait for them."))
                .filter(words -> !words.isEmpty())
                .toList();
    }

    public boolean noisy() {
        return paths.stream().anyMatch(PathRow::noise);
    }

    public List<SampleRow> firstSamples() {
        return samples.subList(0, Math.min(SAMPLES_OPEN, samples.size()));
    }

    public List<SampleRow> moreSamples() {
        return samples.subList(Math.min(SAMPLES_OPEN, samples.size()), samples.size());
    }

    private ComparisonCounts newest() {
        return hour.compared() > 0 ? hour : day;
    }

    private static String figures(ComparisonCounts counts) {
        return Figures.count(counts.mismatched()) + " of "
                + Figures.count(counts.compared(), "comparison", "comparisons");
    }

    private static String missed(long count, String before, String after) {
        if (count == 0) {
            return "";
        }
        String verb = before.isEmpty() ? (count == 1 ? " was" : " were") : "";
        return before + Figures.count(count, "comparison", "comparisons") + verb + after;
    }
}
