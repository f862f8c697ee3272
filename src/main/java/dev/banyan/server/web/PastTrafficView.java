package dev.banyan.server.web;

import java.util.List;

/**
 * What both sides of a route did over a span that the reader chooses.
 *
 * @param silent nobody asked for the route in all of it
 * @param rows the same as the drawings, as figures; newest first
 */
public record PastTrafficView(
        Layout layout,
        RouteAddress address,
        PastSpan span,
        List<PastSpan> spans,
        boolean silent,
        ChartView requests,
        List<Plot> plots,
        List<ChangeRow> changes,
        List<Row> rows,
        List<PathRow> mismatches) {

    /** A change that moved somebody, or took back. */
    public record ChangeRow(Moment at, String what, String by, boolean back) {}

    /** One step of the span. */
    public record Row(Moment from, String share, SideFigures legacy, SideFigures fresh) {}

    /** Where both sides answered differently. */
    public record PathRow(String path, String kind, String count) {}

    public List<String> sideNames() {
        return List.of("New", "Legacy");
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
}
