package dev.banyan.bench.delivery;

import static dev.banyan.bench.page.Markdown.row;
import static dev.banyan.bench.page.Markdown.table;

import dev.banyan.bench.page.Markdown;
import java.util.List;

/** All streams at once after a restart, and snapshots. */
record LoadSection(Show show) {

    String text() {
        return storms() + "\n\n" + snapshots();
    }

    private String storms() {
        List<String> rows = show.sizes().stream()
                .filter(size -> show.has("storm." + size + ".transactions"))
                .map(this::storm)
                .toList();
        return "## All come back at once\n\n"
                + table(
                        row(
                                "the only replica is killed and started again, with",
                                "nobody answers for",
                                "then back: 50 %",
                                "99 %",
                                "100 %",
                                "decisions of 20 services meanwhile",
                                "threw",
                                "changed side"),
                        rows);
    }

    private String storm(int size) {
        String name = "storm." + size;
        return row(
                Markdown.whole(size) + " streams",
                show.tenths(name + ".down.seconds") + " s",
                show.tenths(name + ".back.p50.seconds") + " s",
                show.tenths(name + ".back.p99.seconds") + " s",
                show.tenths(name + ".back.p100.seconds") + " s",
                show.whole(name + ".decisions"),
                show.whole(name + ".thrown"),
                show.whole(name + ".changed"));
    }

    private String snapshots() {
        List<String> rows = List.of(
                snapshot("`304`, nothing new", "snapshot.304"),
                snapshot("`200`, compressed", "snapshot.gzip"),
                snapshot("`200`, plain", "snapshot.identity"));
        return "## Snapshots, 50 routes\n\n"
                + table(row("", "per second", "half within", "99 % within", "bytes"), rows);
    }

    private String snapshot(String title, String name) {
        return row(
                title,
                show.whole(name + ".perSecond"),
                show.tenths(name + ".p50.ms") + " ms",
                show.tenths(name + ".p99.ms") + " ms",
                show.whole(name + ".bytes"));
    }
}
