package dev.banyan.bench.guard;

import static dev.banyan.bench.page.Markdown.row;
import static dev.banyan.bench.page.Markdown.table;
import static dev.banyan.bench.page.Markdown.whole;

import dev.banyan.bench.page.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How many requests until health is shown. */
final class HealthSection {
    private final Figures figures;

    HealthSection(Figures figures) {
        this.figures = figures;
    }

    String text() {
        List<String> rows = new ArrayList<>();
        for (double rate : Healths.RATES) {
            for (double share : Healths.SHARES) {
                Stream<String> cells =
                        Arrays.stream(Healths.BASES).mapToObj(base -> cell(new Setting(rate, share, base)));
                rows.add(row(
                        Stream.concat(Stream.of(whole(rate) + "/s, " + FoundSection.percent(share) + " on new"), cells)
                                .toArray(String[]::new)));
            }
        }
        return "## Until it is healthy\n\n"
                + table(row("", "no errors at all", "0.1 % on both sides", "1 % on both sides"), rows)
                + "\n\nRequests on new until *healthy*, which is that "
                + FoundSection.percent(figures.number("run.harm"))
                + " more is ruled out: the median, the 90th percentile in brackets, how long half of them take, and"
                + " the mean as a multiple of the bound.";
    }

    private String cell(Setting setting) {
        String name = Healths.figure(setting);
        double median = figures.number(name + ".median");
        return String.format(
                Locale.ROOT,
                "%,.0f (%,.0f), %s, %.1f ×",
                median,
                figures.number(name + ".p90"),
                FoundSection.duration(median / setting.share() / setting.rate()),
                median / figures.number(name + ".bound"));
    }
}
