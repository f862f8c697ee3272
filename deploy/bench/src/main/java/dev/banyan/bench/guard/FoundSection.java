package dev.banyan.bench.guard;

import static dev.banyan.bench.page.Markdown.row;
import static dev.banyan.bench.page.Markdown.table;
import static dev.banyan.bench.page.Markdown.whole;

import dev.banyan.bench.page.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** How many requests, and how much time, until a harm is found. */
final class FoundSection {
    private final Figures figures;

    FoundSection(Figures figures) {
        this.figures = figures;
    }

    String text() {
        return String.join(
                "\n\n",
                "## Until a harm is found",
                "![Requests on new until a harm is found, by what no test can do without](images/benchmarks-guard.svg)",
                "### Requests on new, harm from the beginning",
                byTraffic(0, FoundSection::requests),
                "Each cell: the median, the 90th percentile in brackets, and the mean as a multiple of the bound.",
                "### Requests on new, harm after an hour of health",
                byTraffic(Delays.BEGINNINGS[1], FoundSection::requests),
                "### Time, and requests on both sides",
                "![Time until a harm is found](images/benchmarks-guard-time.svg)",
                byTraffic(0, FoundSection::time),
                "Harm from the beginning: the median time, and the requests on both sides that came in it.",
                "### Pairs, and a budget",
                others(),
                "Requests or pairs: the median, the 90th percentile in brackets, and the mean as a multiple of the"
                        + " bound, by when the harm begins.");
    }

    private String byTraffic(int begins, Function<Found, String> cell) {
        List<String> rows = new ArrayList<>();
        for (double rate : Delays.RATES) {
            for (double share : Delays.SHARES) {
                String name = whole(rate) + "/s, " + percent(share) + " on new";
                rows.add(row(cells(name, all(Kind.COMPARED, rate, share, begins).map(cell))));
            }
        }
        return table(row(cells("", harms())), rows);
    }

    private String others() {
        List<String> rows = new ArrayList<>();
        for (Kind kind : List.of(Kind.PAIRED, Kind.BUDGETED)) {
            for (int begins : Delays.BEGINNINGS) {
                for (double rate : new double[] {1, 100}) {
                    String name = kind.title() + ", " + whole(rate) + "/s, "
                            + (begins == 0 ? "from the beginning" : "after an hour");
                    rows.add(row(cells(name, all(kind, rate, 1, begins).map(FoundSection::requests))));
                }
            }
        }
        return table(row(cells("", harms())), rows);
    }

    Stream<Found> all(Kind kind, int begins) {
        return Arrays.stream(Delays.RATES)
                .boxed()
                .flatMap(rate -> (kind == Kind.COMPARED ? Arrays.stream(Delays.SHARES) : DoubleStream.of(1))
                        .boxed()
                        .flatMap(share -> all(kind, rate, share, begins)));
    }

    private Stream<Found> all(Kind kind, double rate, double share, int begins) {
        Setting setting = new Setting(rate, share, Delays.BASE);
        return Arrays.stream(Delays.HARMS).mapToObj(harm -> new Found(new Case(kind, setting, harm, begins), figures));
    }

    private static Stream<String> harms() {
        return Arrays.stream(Delays.HARMS).mapToObj(harm -> "+" + percent(harm));
    }

    private static String requests(Found found) {
        return String.format(Locale.ROOT, "%,.0f (%,.0f) %.1f ×", found.median(), found.ninetieth(), found.ratio());
    }

    private static String time(Found found) {
        double all = found.median() / found.harm().setting().share();
        return duration(found.seconds()) + ", " + whole(all);
    }

    static String duration(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 7_200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.0f h", seconds / 3_600);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.01 && share > 0 ? "%.1f %%" : "%.0f %%", share * 100);
    }

    private static String[] cells(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toArray(String[]::new);
    }
}
