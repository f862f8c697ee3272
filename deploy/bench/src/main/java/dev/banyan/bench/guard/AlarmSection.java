package dev.banyan.bench.guard;

import static dev.banyan.bench.page.Markdown.table;
import static dev.banyan.bench.page.Markdown.whole;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Markdown;
import dev.banyan.server.guard.statistics.Aim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How often a test was wrong. */
final class AlarmSection {
    /** Of the normal distribution, for 95 %. */
    private static final double WIDTH = 1.96;

    private final Figures figures;

    AlarmSection(Figures figures) {
        this.figures = figures;
    }

    String text() {
        List<String> rows = new ArrayList<>();
        for (Weather weather : Weather.values()) {
            rows.add(row("Both sides alike, " + weather.title(), weather));
        }
        rows.add(row("**All of these**", rollouts(), alarms(), figures.number("run.alpha")));
        rows.add(row("Pairs, both sides alike", Kind.PAIRED));
        rows.add(row("A budget, kept to exactly", Kind.BUDGETED));
        double alpha = figures.number("run.alpha");
        rows.add(row("Five steps, 1 to 50 % on new, which share α", "innocent.steps.divided", alpha));
        rows.add(row(
                "The same if each step had all of α", "innocent.steps.undivided", alpha * FalseAlarms.STEPS.length));
        rows.add(row(
                "Worse by exactly the smallest harm that matters: ever called *healthy*",
                figures.number("falseHealth.rollouts"),
                figures.number("falseHealth.called"),
                Aim.HEALTH_ERROR));
        return "## False verdicts\n\n"
                + table(
                        Markdown.row(
                                "rollouts of an hour, looked at every second",
                                "rollouts",
                                "wrong",
                                "share",
                                "promised"),
                        rows)
                + "\n\n"
                + "In brackets the interval that holds the true share with a probability of 95 % (Wilson). *Wrong* is"
                + " whoever was called harmful in any of the 3,600 looks.";
    }

    double rollouts() {
        return sum("rollouts");
    }

    double alarms() {
        return sum("alarms");
    }

    private double sum(String what) {
        double sum = 0;
        for (Weather weather : Weather.values()) {
            sum += figures.number(name(Kind.COMPARED, weather) + "." + what);
        }
        return sum;
    }

    private String row(String title, Weather weather) {
        return row(title, name(Kind.COMPARED, weather));
    }

    private String row(String title, Kind kind) {
        return row(title, name(kind, Weather.STEADY));
    }

    private String row(String title, String name) {
        return row(title, name, figures.number("run.alpha"));
    }

    private String row(String title, String name, double promised) {
        return row(title, figures.number(name + ".rollouts"), figures.number(name + ".alarms"), promised);
    }

    private static String row(String title, double rollouts, double wrong, double promised) {
        return Markdown.row(
                title, whole(rollouts), whole(wrong), share(wrong, rollouts), "at most " + percent(promised));
    }

    private static String name(Kind kind, Weather weather) {
        return "innocent." + kind.figure() + "." + weather.name().toLowerCase(Locale.ROOT);
    }

    private static String share(double wrong, double rollouts) {
        double share = wrong / rollouts;
        double weight = WIDTH * WIDTH / rollouts;
        double middle = (share + weight / 2) / (1 + weight);
        double reach = WIDTH * Math.sqrt(share * (1 - share) / rollouts + weight / rollouts / 4) / (1 + weight);
        return percent(share) + " (" + percent(Math.max(0, middle - reach)) + " to " + percent(middle + reach) + ")";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }
}
