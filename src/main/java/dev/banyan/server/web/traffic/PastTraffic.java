package dev.banyan.server.web.traffic;

import dev.banyan.server.web.kit.Moment;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What both sides did over a span that the reader chooses: of a route, or of all routes of an environment together.
 *
 * @param page the page that shows it, to which a span is added
 * @param silent nobody asked in all of it
 * @param total the whole span
 * @param plots one figure each, beneath the requests
 * @param rows the same as the drawings, as figures; newest first
 * @param compared whether answers were compared at all
 */
@RecordBuilder
public record PastTraffic(
        String page,
        PastSpan span,
        boolean silent,
        SplitView total,
        ChartView requests,
        List<Plot> plots,
        PastChanges changes,
        List<Row> rows,
        boolean compared) {

    /** One step of the span. */
    @RecordBuilder
    public record Row(
            Moment from, String share, SideFigures legacy, SideFigures fresh, String compared, String mismatched) {}

    public List<PastSpan> spans() {
        return List.of(PastSpan.values());
    }

    public List<String> sideNames() {
        return List.of("New", "Legacy");
    }
}
