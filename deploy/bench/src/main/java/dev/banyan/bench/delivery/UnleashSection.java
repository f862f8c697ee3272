package dev.banyan.bench.delivery;

import static dev.banyan.bench.page.Markdown.row;
import static dev.banyan.bench.page.Markdown.table;

import java.util.List;

/** Unleash's server of the same run, or why there is none. */
record UnleashSection(Show show) {

    String text() {
        return "## Beside Unleash\n\n" + (show.has("unleash.version") ? compared() : absent());
    }

    private String absent() {
        return "Unleash's server was not measured in this run: " + show.text("unleash.absent") + ".";
    }

    private String compared() {
        String ours = "one." + show.sizes().get(0) + ".rollback.applied.";
        List<String> rows = List.of(
                row(
                        "a change is seen by a client",
                        show.whole(ours + "p50.median") + " ms (stream, the middle one of " + show.whole("run.first")
                                + ")",
                        show.whole("unleash.visible.median.ms") + " ms, worst " + show.whole("unleash.visible.worst.ms")
                                + " ms (one client that polls without pause)"),
                snapshots("`304` per second", "304"),
                snapshots("`200` per second, compressed", "gzip"),
                snapshots("`200` per second, plain", "identity"));
        return table(row("", "Banyan", "Unleash " + show.text("unleash.version")), rows)
                + "\n\nThe open-source server has no stream. Its SDK for Java polls every 10 seconds, the one for Node every 15, so"
                + " to what stands above half of that is added on average, and all of it at worst. Both run as they come, on the"
                + " same PostgreSQL, one after the other under the same load; Unleash in one process of Node, which uses one"
                + " processor.";
    }

    private String snapshots(String title, String kind) {
        return row(title, show.whole("snapshot." + kind + ".perSecond"), show.whole("unleash." + kind + ".perSecond"));
    }
}
