package dev.banyan.bench.delivery;

import static dev.banyan.bench.page.Markdown.row;
import static dev.banyan.bench.page.Markdown.table;

import dev.banyan.bench.page.Markdown;
import java.util.List;
import java.util.stream.Stream;

/** What streams and changes cost a replica, the line and the database. */
record CostSection(Show show) {

    String text() {
        return String.join("\n\n", streams(), bytes(), database());
    }

    private String streams() {
        List<String> rows = Spread.all(show).stream().map(this::stream).toList();
        return "## What a stream costs\n\n"
                + table(
                        row(
                                "one replica's share of",
                                "memory per stream",
                                "of it heap",
                                "opened per second",
                                "processor per opening",
                                "processor while idle",
                                "processor per change"),
                        rows)
                + "\n\nMemory is what the process has more of in physical memory after garbage collection than before"
                + " its first streams were opened; idle is one heartbeat to each stream every five seconds.";
    }

    private String stream(Spread spread) {
        String name = spread.name();
        return row(
                spread.title(),
                show.kilobytes(name + ".resident.perStream"),
                show.kilobytes(name + ".heap.perStream"),
                show.whole(name + ".connect.perSecond"),
                show.whole(name + ".connect.cpuMicros") + " µs",
                show.tenths(name + ".idle.cpuPercent") + " %",
                show.whole(name + ".perChange.cpuMillis") + " ms");
    }

    private String bytes() {
        String routes = show.whole("large.routes") + " routes";
        String name = "one." + show.sizes().get(0);
        List<String> rows = List.of(
                bytes(
                        "A route is rolled back, 50 routes",
                        name + ".rollback.bytes.worst",
                        name + ".rollback.deltas.worst"),
                bytes("A share changes, " + routes, "large.route.bytes", "large.route.deltas"),
                bytes("A route is rolled back, " + routes, "large.routeRollback.bytes", "large.routeRollback.deltas"),
                bytes("The environment is rolled back, " + routes, "large.rollback.bytes", "large.rollback.deltas"));
        return "## What a change sends\n\n"
                + table(row("", "bytes to each client", "as"), rows)
                + "\n\nThe event itself, field names and line ends included. In the large environment the last client of 100 had"
                + " the change of one route after " + show.whole("large.route.applied.p100.ms")
                + " ms, of which the server took " + show.whole("large.route.answered.ms")
                + " ms to make and commit it; the rollback of the whole environment after "
                + show.whole("large.rollback.applied.p100.ms") + " ms.";
    }

    private String bytes(String title, String bytes, String deltas) {
        return row(title, show.whole(bytes), show.number(deltas) > 0 ? "delta" : "snapshot");
    }

    private String database() {
        List<String> changes = Spread.all(show).stream()
                .map(spread -> work("A change, " + spread.title(), spread.name() + ".perChange"))
                .toList();
        List<String> storms = show.sizes().stream()
                .filter(size -> show.has("storm." + size + ".transactions"))
                .map(size -> work("All come back, " + Markdown.whole(size) + " streams", "storm." + size))
                .toList();
        return "## What the database does for it\n\n"
                + table(
                        row("", "transactions that write", "statements of delivery"),
                        Stream.concat(changes.stream(), storms.stream()).toList())
                + "\n\nFor a change: the change itself and all acknowledgements, less what goes on anyway. Transactions by"
                + " PostgreSQL's own ids, statements as the replicas count them.";
    }

    private String work(String title, String name) {
        return row(title, show.tenths(name + ".transactions"), show.tenths(name + ".statements"));
    }
}
