package dev.banyan.bench.delivery;

import static dev.banyan.bench.page.Markdown.row;
import static dev.banyan.bench.page.Markdown.table;
import static dev.banyan.bench.page.Markdown.whole;

import java.util.List;
import java.util.Locale;

/** What a replica carries by the measured figures, and what a million clients would take: each with its formula. */
record ScaleSection(Show show) {
    private static final double MILLION = 1e6;
    private static final double GIGABYTE = 1e9;

    String text() {
        return "From the run of %s with %s streams on one replica (%s):\n\n%s\n\n%s"
                .formatted(show.text("run.date"), whole(most()), show.text("run.machine"), replica(), million());
    }

    private String replica() {
        return table(
                row("one replica", "figure", "how it comes about"),
                List.of(
                        row("memory of a stream (*m*)", kilobytes(memory()), "measured"),
                        row("streams in 1 GB", whole(GIGABYTE / Math.max(1, memory())), "1 GB / *m*"),
                        row(
                                "processor for a change, per stream (*c*)",
                                micros(cpu()),
                                whole(figure("perChange.cpuMillis")) + " ms / " + whole(most())
                                        + ": one event out, one acknowledgement in"),
                        row(
                                "processor for 1,000 idle streams",
                                percent(figure("idle.cpuPercent") * 1_000 / most()),
                                "heartbeats"),
                        row(
                                "acknowledgements per second (*a*)",
                                whole(acknowledgements()),
                                whole(most()) + " / " + whole(figure("rollback.acknowledged.p100.median"))
                                        + " ms, one replica, one PostgreSQL"),
                        row("snapshots per second, nothing new", show.whole("snapshot.304.perSecond"), "measured"),
                        row("snapshots per second, compressed", show.whole("snapshot.gzip.perSecond"), "measured")));
    }

    private String million() {
        double replicas = Math.ceil(MILLION / most());
        return table(
                row("a million clients", "figure", "how it comes about"),
                List.of(
                        row("replicas", whole(replicas), "1,000,000 / " + whole(most()) + " streams"),
                        row("memory for streams, in all", gigabytes(MILLION * memory()), "1,000,000 × *m*"),
                        row(
                                "until a rollback has reached them",
                                show.whole(name("rollback.applied.p100.median")) + " ms",
                                "as measured: replicas work side by side, and each hears of the change directly"),
                        row("processor for one change, in all", seconds(MILLION * cpu() / 1e6), "1,000,000 × *c*"),
                        row(
                                "until all acknowledgements are written",
                                seconds(MILLION / acknowledgements()),
                                "1,000,000 / *a*, as long as it is one PostgreSQL that takes them")));
    }

    private int most() {
        List<Integer> sizes = show.sizes();
        return sizes.get(sizes.size() - 1);
    }

    private double memory() {
        return figure("resident.perStream");
    }

    private double cpu() {
        return figure("perChange.cpuMillis") * 1e3 / most();
    }

    private double acknowledgements() {
        return most() / figure("rollback.acknowledged.p100.median") * 1e3;
    }

    private double figure(String name) {
        return show.number(name(name));
    }

    private String name(String figure) {
        return "one." + most() + "." + figure;
    }

    private static String kilobytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f KB", bytes / 1e3);
    }

    private static String gigabytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
    }

    private static String micros(double micros) {
        return String.format(Locale.ROOT, "%.0f µs", micros);
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%.1f %%", percent);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.0f s", seconds);
    }
}
