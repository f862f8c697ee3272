package dev.banyan.bench.guard;

import static dev.banyan.bench.page.Markdown.row;
import static dev.banyan.bench.page.Markdown.table;
import static dev.banyan.bench.page.Markdown.whole;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Puts the figures of a run into {@code docs/benchmarks-guard.md}, draws the plots beside it, and what became of the aims into {@code docs/benchmarks.md}. */
final class Page {
    private static final Marks MARKS = new Marks("./banyan bench guard");
    private static final double AIM = 2;

    private final Figures figures;
    private final FoundSection found;
    private final AlarmSection alarms;

    Page(Figures figures) {
        this.figures = figures;
        this.found = new FoundSection(figures);
        this.alarms = new AlarmSection(figures);
    }

    void write(Path docs) throws IOException {
        Files.writeString(docs.resolve("images/benchmarks-guard.svg"), new Cloud(found).draw());
        Files.writeString(docs.resolve("images/benchmarks-guard-time.svg"), new Curves(found).draw());
        MARKS.fill(docs.resolve("benchmarks-guard.md"), measured());
        MARKS.fill(docs.resolve("benchmarks.md"), circumstances() + "\n\n" + aims());
    }

    String measured() {
        return String.join(
                "\n\n",
                circumstances(),
                "## Our aims in this run",
                aims(),
                alarms.text(),
                found.text(),
                new HealthSection(figures).text());
    }

    private String circumstances() {
        String quick = figures.text("run.command").contains("--quick") ? " A quick run: rough figures." : "";
        return "Simulated on %s with `%s`, in %s s: %s; %s. Seeds are fixed, so the same figures come again.%s"
                .formatted(
                        figures.text("run.date"),
                        figures.text("run.command"),
                        whole(figures.number("run.seconds")),
                        figures.text("run.machine"),
                        figures.text("run.java"),
                        quick);
    }

    private String aims() {
        double share = alarms.alarms() / alarms.rollouts();
        double alpha = figures.number("run.alpha");
        return table(
                row("aim", "measured", ""),
                List.of(
                        row(
                                String.format(
                                        Locale.ROOT,
                                        "Of %,.0f rollouts without harm at most %.0f %% are called harmful",
                                        alarms.rollouts(),
                                        alpha * 100),
                                String.format(Locale.ROOT, "%.2f %%", share * 100),
                                verdict(share <= alpha)),
                        delay("A harm from the beginning is found within twice the bound", 0, Found::ratio),
                        delay("A harm after an hour of health, too", Delays.BEGINNINGS[1], Found::ratio),
                        delay(
                                "… where the bound does not know the moment",
                                Delays.BEGINNINGS[1],
                                Found::ratioWithoutMoment)));
    }

    private String delay(String aim, int begins, ToDoubleFunction<Found> ratio) {
        double[] ratios =
                found.all(Kind.COMPARED, begins).mapToDouble(ratio).sorted().toArray();
        long met = Arrays.stream(ratios).filter(each -> each <= AIM).count();
        String measured = String.format(
                Locale.ROOT,
                "%d of %d settings; half within %.1f ×, the worst %.1f ×",
                met,
                ratios.length,
                ratios[ratios.length / 2],
                ratios[ratios.length - 1]);
        return row(aim, measured, verdict(met == ratios.length));
    }

    private static String verdict(boolean met) {
        return met ? "met" : "**missed**";
    }
}
