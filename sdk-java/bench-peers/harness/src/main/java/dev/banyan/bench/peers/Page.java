package dev.banyan.bench.peers;

import static dev.banyan.bench.page.Markdown.row;
import static dev.banyan.bench.page.Markdown.table;
import static dev.banyan.bench.page.Markdown.whole;
import static dev.banyan.bench.peers.Decisions.FLAGS;
import static dev.banyan.bench.peers.Decisions.RULES;
import static dev.banyan.bench.peers.Decisions.USUAL_FLAGS;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts the figures of a run into {@code docs/benchmarks.md}, between two marks, and draws the plots beside it. */
final class Page {
    private static final Marks MARKS = new Marks("./banyan bench sdk");

    /** From this part of the processors on others had too much of what was measured. */
    private static final double BUSY = 0.2;

    private final Figures figures;

    Page(Figures figures) {
        this.figures = figures;
    }

    void write(Path docs) throws IOException {
        Files.writeString(docs.resolve("images/benchmarks-decision.svg"), new Bars(figures).draw());
        Files.writeString(docs.resolve("images/benchmarks-growth.svg"), new Lines(figures).draw());
        MARKS.fill(docs.resolve("benchmarks.md"), measured());
    }

    private String measured() {
        return String.join("\n\n", circumstances(), decision(), growth(), weight(), aims());
    }

    private String circumstances() {
        return "Measured on %s with `%s`, in %s s: %s; %s.%s"
                .formatted(
                        figures.text("run.date"),
                        figures.text("run.command"),
                        whole(figures.number("run.seconds")),
                        figures.text("run.machine"),
                        figures.text("run.java"),
                        reservations());
    }

    private String reservations() {
        String quick = figures.text("run.command").contains("--quick") ? " A quick run: rough figures." : "";
        double load = figures.number("run.load");
        return load < BUSY
                ? quick
                : quick
                        + String.format(
                                Locale.ROOT,
                                "%n%n**The machine was busy** (%.0f %% of the processors in use before the run): compilers did not get their turn, and no figure"
                                        + " of time here says anything about anybody. Run it again on a quiet one.",
                                load * 100);
    }

    private String decision() {
        return "## A decision\n\n![Time of a decision, bars on a logarithmic scale](images/benchmarks-decision.svg)\n\n"
                + table(
                        row("", "one thread", "of the floor with a condition", "allocated", "two threads, each"),
                        Stream.concat(
                                        Stream.of(
                                                ownRow("The floor", "floor"),
                                                ownRow("The floor with a condition", "floorWithCondition"),
                                                ownRow("*Banyan: record an outcome*", "record")),
                                        subjects(this::decisionRow).stream())
                                .toList());
    }

    private String ownRow(String title, String name) {
        return decisionRow(title, name + ".1", name + ".2");
    }

    private String decisionRow(Subject subject) {
        return decisionRow(
                title(subject), Decisions.name(subject, USUAL_FLAGS, 1, 1), Decisions.name(subject, USUAL_FLAGS, 1, 2));
    }

    private String decisionRow(String title, String alone, String together) {
        double nanos = figures.number(alone + ".ns");
        return row(
                title,
                nanos(alone),
                ratio(nanos / figures.number("floorWithCondition.1.ns")),
                whole(figures.number(alone + ".bytes")) + " B",
                nanos(together));
    }

    private String growth() {
        List<String> head = new ArrayList<>(List.of(""));
        Arrays.stream(FLAGS).forEach(flags -> head.add(whole(flags) + " flags"));
        Arrays.stream(RULES).filter(rules -> rules > 1).forEach(rules -> head.add(rules + " rules"));
        return "## More flags, more rules\n\n![Time of a decision by number of flags and of rules](images/benchmarks-growth.svg)\n\n"
                + table(row(head.toArray(String[]::new)), subjects(this::growthRow))
                + "\n\nFlags have one rule each; the one with more rules is among " + whole(USUAL_FLAGS) + " flags.";
    }

    private String growthRow(Subject subject) {
        List<String> cells = new ArrayList<>(List.of(title(subject)));
        Arrays.stream(FLAGS).forEach(flags -> cells.add(nanos(Decisions.name(subject, flags, 1, 1))));
        Arrays.stream(RULES)
                .filter(rules -> rules > 1)
                .forEach(rules ->
                        cells.add(subject.manyRules ? nanos(Decisions.name(subject, USUAL_FLAGS, rules, 1)) : "–"));
        return row(cells.toArray(String[]::new));
    }

    private String weight() {
        List<String> head = new ArrayList<>(List.of("", "jar", "dependencies"));
        Arrays.stream(Processes.START_FLAGS).forEach(flags -> head.add("first decision, " + whole(flags) + " flags"));
        head.add("heap, " + whole(Processes.HEAP_FLAGS) + " flags");
        List<String> rows = Subject.sdks().stream().map(this::weightRow).toList();
        return "## What comes with it\n\n" + table(row(head.toArray(String[]::new)), rows);
    }

    private String weightRow(Subject subject) {
        List<String> cells = new ArrayList<>();
        cells.add("`" + figures.text("jar." + subject.key + ".name") + "`");
        cells.add(kilo(figures.number("jar." + subject.key + ".bytes")));
        double count = figures.number("dependencies." + subject.key + ".count");
        cells.add(
                count == 0
                        ? "none"
                        : whole(count) + ", " + kilo(figures.number("dependencies." + subject.key + ".bytes")));
        Arrays.stream(Processes.START_FLAGS)
                .forEach(flags ->
                        cells.add(whole(figures.number("start." + subject.key + "." + flags + ".ms")) + " ms"));
        cells.add(kilo(figures.number("heap." + subject.key + "." + Processes.HEAP_FLAGS + ".bytes")));
        return row(cells.toArray(String[]::new));
    }

    private String aims() {
        List<String> rows = Aim.judge(figures).stream()
                .map(aim -> row(aim.text(), aim.measured(), aim.met() ? "met" : "**missed**"))
                .toList();
        return "## Our aims in this run\n\n" + table(row("aim", "measured", ""), rows);
    }

    private static List<String> subjects(Function<Subject, String> row) {
        return Arrays.stream(Subject.values()).map(row).toList();
    }

    private static String title(Subject subject) {
        return subject == Subject.BANYAN ? "**" + subject.title + "**" : subject.title;
    }

    private String nanos(String name) {
        return nanos(figures.number(name + ".ns"));
    }

    /** Three digits that mean something. */
    static String nanos(double nanos) {
        return nanos < 100 ? String.format(Locale.ROOT, "%.1f ns", nanos) : whole(nanos) + " ns";
    }

    static String ratio(double ratio) {
        return ratio < 10 ? String.format(Locale.ROOT, "%.2f ×", ratio) : whole(ratio) + " ×";
    }

    private static String kilo(double bytes) {
        return whole(bytes / 1_000) + " kB";
    }
}
