package dev.banyan.server.web.traffic;

import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.RouteAddress;
import java.util.List;

/** What a route did over a span that the reader chooses. */
public record PastTrafficView(Layout layout, RouteAddress address, PastTraffic traffic, Mismatches mismatches) {

    /**
     * How often both sides answered differently, and where.
     *
     * @param sentence how often in all
     * @param rate step by step
     * @param paths the fields; none when they were not kept that long, or none differed
     */
    public record Mismatches(String sentence, Plot rate, List<PathRow> paths) {}

    /** A field in which both sides answered differently. */
    public record PathRow(String path, String kind, String count) {}
}
