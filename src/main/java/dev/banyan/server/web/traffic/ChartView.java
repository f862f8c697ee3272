package dev.banyan.server.web.traffic;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The live chart as geometry, ready to be drawn: everything is an attribute, so that the strict content policy holds.
 *
 * @param newArea the new side's requests, standing on the ground
 * @param legacyArea the legacy side's requests, standing on the new side's
 * @param marks changes of the route within the span
 */
@RecordBuilder
public record ChartView(
        String newArea,
        String legacyArea,
        String newEdge,
        String topRate,
        String middleRate,
        ErrorLane newErrors,
        ErrorLane legacyErrors,
        String newLatency,
        String legacyLatency,
        String topLatency,
        List<Mark> marks,
        String span) {

    /** How much of each step failed on one side. */
    public record ErrorLane(List<Bar> bars, String worst) {

        public boolean quiet() {
            return bars.isEmpty();
        }
    }

    /** A step in which something failed; the higher, the larger the part that failed. */
    public record Bar(String x, String y, String width, String height) {}

    /**
     * A change of the route, drawn where it happened.
     *
     * @param percent the same place for the label, which does not stretch with the drawing
     * @param detail who did it and when, for where there is more room
     * @param named whether there is room for the label in the live chart
     * @param wide whether there is room for label and detail across a page
     * @param narrow whether there is room for the label across a phone
     */
    @RecordBuilder
    public record Mark(
            String x,
            String percent,
            String label,
            String detail,
            boolean back,
            boolean named,
            boolean wide,
            boolean narrow) {

        /** Percent from which labels grow to the left, away from the edge. */
        static final int TURNS = 50;

        public boolean labelled() {
            return wide || narrow;
        }

        public String anchor() {
            return Double.parseDouble(percent) > TURNS ? "end" : "start";
        }
    }

    public int width() {
        return ChartGeometry.WIDTH;
    }

    public int height() {
        return ChartGeometry.HEIGHT;
    }

    public int middle() {
        return ChartGeometry.HEIGHT / 2;
    }

    public int laneHeight() {
        return ChartGeometry.LANE;
    }
}
