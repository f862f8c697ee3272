package dev.banyan.server.web.flag;

import dev.banyan.server.web.kit.RouteAddress;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * The fixed facts of a route. Texts that were never given are null.
 *
 * @param bucketBy the attribute by which callers are spread, in words: "customer", or the attribute's name
 */
@RecordBuilder
public record RouteHead(
        RouteAddress address,
        String description,
        String method,
        String path,
        String team,
        String migration,
        String legacyTarget,
        String newTarget,
        String bucketBy) {

    public String key() {
        return address.key();
    }

    /** The element of the overview that shows this route. */
    public String rowId() {
        return "route-" + key();
    }

    /** What a search in the list of routes looks at. */
    public String searchText() {
        return String.join(" ", key(), said(description), said(method), said(path), said(team), said(migration))
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static String said(String text) {
        return text == null ? "" : text;
    }
}
