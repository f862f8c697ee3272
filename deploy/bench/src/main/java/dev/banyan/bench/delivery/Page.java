package dev.banyan.bench.delivery;

import static dev.banyan.bench.page.Markdown.row;
import static dev.banyan.bench.page.Markdown.table;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Puts the figures of a run into {@code docs/benchmarks-delivery.md} and {@code docs/scale.md}, and draws the plot beside them. */
final class Page {
    private static final Marks MARKS = new Marks("./banyan bench delivery");
    /** From this part of the processors on others had too much of what was measured. */
    private static final double BUSY = 0.2;

    private final Show show;

    Page(Figures figures) {
        this.show = new Show(figures);
    }

    void write(Path docs) throws IOException {
        Files.writeString(docs.resolve("images/benchmarks-delivery.svg"), new Bars(show).draw());
        MARKS.fill(docs.resolve("benchmarks-delivery.md"), measured());
        MARKS.fill(docs.resolve("scale.md"), new ScaleSection(show).text());
    }

    String measured() {
        return String.join(
                "\n\n",
                circumstances(),
                changes(),
                new CostSection(show).text(),
                new LoadSection(show).text(),
                new UnleashSection(show).text(),
                aims());
    }

    private String circumstances() {
        return "Measured on %s with `%s`, in %s s: %s; %s.%s"
                .formatted(
                        show.text("run.date"),
                        show.text("run.command"),
                        show.whole("run.seconds"),
                        show.text("run.machine"),
                        show.text("run.java"),
                        reservations());
    }

    private String reservations() {
        String quick = show.text("run.command").contains("--quick") ? " A quick run: rough figures." : "";
        String files = "no".equals(show.text("run.whole"))
                ? " A process may open too few files here for the larger numbers of streams, which are left out."
                : "";
        double load = show.number("run.load");
        String busy = load < BUSY
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%n%n**The machine was busy** (%.0f %% of the processors in use before the run): no figure of time"
                                + " here says anything. Run it again on a quiet one.",
                        load * 100);
        return quick + files + busy;
    }

    private String changes() {
        List<String> rows = new ArrayList<>();
        for (Spread spread : Spread.all(show)) {
            rows.add(change("**Rollback**, " + spread.title(), spread.name() + ".rollback"));
        }
        for (Spread spread : Spread.all(show)) {
            rows.add(change("Ordinary change, " + spread.title(), spread.name() + ".change"));
        }
        return "## From the press to every client\n\n![Time of a rollback until clients have applied it](images/benchmarks-delivery.svg)\n\n"
                + table(
                        row(
                                "",
                                "answered",
                                "applied by 50 %",
                                "99 %",
                                "99.9 %",
                                "100 %",
                                "SDK clients, all",
                                "acknowledged by 99 %",
                                "100 %",
                                "as the server shows it"),
                        rows)
                + "\n\nEach cell: the median of "
                + show.whole(Spread.all(show).get(0).name() + ".rollback.rounds")
                + " changes, and the worst of them in brackets, in milliseconds since the request was sent.";
    }

    private String change(String title, String name) {
        List<String> cells = new ArrayList<>(List.of(title));
        for (String figure : Arrays.asList(
                "answered",
                "applied.p50",
                "applied.p99",
                "applied.p999",
                "applied.p100",
                "sdk.p100",
                "acknowledged.p99",
                "acknowledged.p100",
                "convergence.p100")) {
            cells.add(show.whole(name + "." + figure + ".median") + " (" + show.whole(name + "." + figure + ".worst")
                    + ")");
        }
        return row(cells.toArray(String[]::new));
    }

    private String aims() {
        List<String> rows = Aim.judge(show).stream()
                .map(aim -> row(aim.text(), aim.measured(), aim.verdict()))
                .toList();
        return "## Our aims in this run\n\n" + table(row("aim", "measured", ""), rows);
    }
}
