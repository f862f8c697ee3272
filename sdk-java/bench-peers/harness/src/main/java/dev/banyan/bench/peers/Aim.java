package dev.banyan.bench.peers;

import static dev.banyan.bench.peers.Subject.BANYAN;
import static dev.banyan.bench.peers.Subject.LAUNCHDARKLY_MIGRATION;

import dev.banyan.bench.page.Figures;
import java.util.List;
import java.util.Locale;

/**
 * Something that we want to reach, and whether this run did. Nobody types the answer in.
 *
 * @param text the aim
 * @param measured what was measured instead of hoped for
 */
record Aim(String text, String measured, boolean met) {
    /** A profiler's rounding, not an object. */
    private static final double NOTHING = 0.05;

    /** What a quiet machine's noise may do to a ratio of two runs. */
    private static final double NOISE = 1.2;

    static List<Aim> judge(Figures figures) {
        return List.of(
                most(
                        "A decision through a handle costs at most the floor with one condition",
                        "×",
                        1,
                        overFloor(figures)),
                most("It allocates nothing", "B", NOTHING, figures.number(usual(BANYAN, 1) + ".bytes")),
                least("It is ten times as fast as LaunchDarkly's migration variation", "×", 10, overMigration(figures)),
                most("10,000 flags cost no more than 10 (20 % allowed for noise)", "×", NOISE, flagGrowth(figures)),
                most("A condition passed adds at most 5 ns", "ns", 5, perCondition(figures)),
                most("Recording an outcome takes at most 20 ns", "ns", 20, figures.number("record.1.ns")),
                most("It allocates nothing", "B", NOTHING, figures.number("record.1.bytes")),
                most(
                        "A second thread slows recording no more than the floor (20 % allowed)",
                        "×", NOISE, contention(figures)),
                most("The jar is smaller than 150 kB", "kB", 150, figures.number("jar.banyan.bytes") / 1_000),
                most(
                        "First decision from the file within 50 ms, 10 flags",
                        "ms",
                        50,
                        figures.number("start.banyan.10.ms")),
                most(
                        "First decision from the file within 50 ms, 1,000 flags",
                        "ms",
                        50,
                        figures.number("start.banyan.1000.ms")));
    }

    private static Aim most(String text, String unit, double limit, double measured) {
        return new Aim(text, show(measured, unit), measured <= limit);
    }

    private static Aim least(String text, String unit, double limit, double measured) {
        return new Aim(text, show(measured, unit), measured >= limit);
    }

    private static String show(double measured, String unit) {
        return unit.equals("×") ? Page.ratio(measured) : String.format(Locale.ROOT, "%.1f " + unit, measured);
    }

    private static double overFloor(Figures figures) {
        return figures.number(usual(BANYAN, 1) + ".ns") / figures.number("floorWithCondition.1.ns");
    }

    private static double overMigration(Figures figures) {
        return figures.number(usual(LAUNCHDARKLY_MIGRATION, 1) + ".ns") / figures.number(usual(BANYAN, 1) + ".ns");
    }

    private static double flagGrowth(Figures figures) {
        return figures.number(Decisions.name(BANYAN, 10_000, 1, 1) + ".ns")
                / figures.number(Decisions.name(BANYAN, 10, 1, 1) + ".ns");
    }

    private static double perCondition(Figures figures) {
        double many = figures.number(Decisions.name(BANYAN, Decisions.USUAL_FLAGS, 99, 1) + ".ns");
        return (many - figures.number(usual(BANYAN, 1) + ".ns")) / 98;
    }

    private static double contention(Figures figures) {
        double record = figures.number("record.2.ns") / figures.number("record.1.ns");
        return record / (figures.number("floor.2.ns") / figures.number("floor.1.ns"));
    }

    private static String usual(Subject subject, int threads) {
        return Decisions.name(subject, Decisions.USUAL_FLAGS, 1, threads);
    }
}
