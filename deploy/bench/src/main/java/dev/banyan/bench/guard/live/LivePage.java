package dev.banyan.bench.guard.live;

import static dev.banyan.bench.page.Markdown.row;
import static dev.banyan.bench.page.Markdown.table;
import static dev.banyan.bench.page.Markdown.whole;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Marks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts the figures of a live run into {@code docs/benchmarks-guard.md} and {@code docs/benchmarks.md}. */
public final class LivePage {
    private static final Marks MARKS = new Marks("./banyan bench guard --live");
    private static final double AIM_MILLIS = 5_000;

    private final Figures figures;

    public LivePage(Figures figures) {
        this.figures = figures;
    }

    public void write(Path docs) throws IOException {
        MARKS.fill(docs.resolve("benchmarks-guard.md"), measured());
        MARKS.fill(docs.resolve("benchmarks.md"), measured());
    }

    String measured() {
        List<String> rows = new ArrayList<>();
        for (double share : LiveRun.SHARES) {
            String name = LiveRun.figure(share);
            rows.add(row(
                    String.format(Locale.ROOT, "%.0f %% of its requests", share * 100),
                    whole(figures.number(name + ".rounds")),
                    seconds(name + ".millis.median"),
                    seconds(name + ".millis.worst"),
                    whole(figures.number(name + ".bad.median")),
                    whole(figures.number(name + ".bad.worst"))));
        }
        return "Measured on %s in %s s: %s.%n%n"
                        .formatted(
                                figures.text("live.date"),
                                whole(figures.number("live.seconds")),
                                figures.text("live.machine"))
                + table(row("new fails", "times", "taken back after", "worst", "bad answers", "worst"), rows)
                + "\n\n" + aim();
    }

    private String aim() {
        double worst = figures.number(LiveRun.figure(LiveRun.SHARES[0]) + ".millis.worst");
        return "Aim: at most 5 s where half of the requests fail. Worst "
                + seconds(LiveRun.figure(LiveRun.SHARES[0]) + ".millis.worst") + ": "
                + (worst <= AIM_MILLIS ? "met." : "**missed**.");
    }

    private String seconds(String name) {
        return String.format(Locale.ROOT, "%.1f s", figures.number(name) / 1000);
    }
}
