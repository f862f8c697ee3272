package dev.banyan.bench.guard;

import dev.banyan.bench.page.Figures;
import dev.banyan.server.guard.statistics.Aim;
import dev.banyan.server.guard.statistics.Verdict;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** Rollouts without harm: how many requests until the smallest harm that matters is ruled out. */
final class Healths {
    static final double[] RATES = {10, 100, 1_000};
    static final double[] SHARES = {0.01, 0.05, 0.25, 0.5};
    static final double[] BASES = {0, 0.001, 0.01};
    private static final double PATIENCE = 20;

    private final Aim aim;
    private final Figures figures;

    Healths(Aim aim, Figures figures) {
        this.aim = aim;
        this.figures = figures;
    }

    void measure(Effort effort) {
        for (double rate : RATES) {
            for (double share : SHARES) {
                for (double base : BASES) {
                    measure(new Setting(rate, share, base), effort.healthy());
                }
            }
            System.out.printf("health at %,.0f requests/s%n", rate);
        }
    }

    private void measure(Setting setting, int rollouts) {
        double information = Bound.ofHealth(setting.base(), setting.share(), aim.harm());
        double bound = setting.share() * Math.max(-Math.log(Aim.HEALTH_ERROR) / information, setting.rate());
        double[] onNew = IntStream.range(0, rollouts)
                .parallel()
                .mapToDouble(i -> rollout(setting, bound, i))
                .sorted()
                .toArray();
        String name = figure(setting);
        figures.put(name + ".median", onNew[onNew.length / 2]);
        figures.put(name + ".p90", onNew[(int) (onNew.length * 0.9)]);
        figures.put(name + ".mean", Arrays.stream(onNew).average().orElseThrow());
        figures.put(name + ".bound", bound);
    }

    static String figure(Setting setting) {
        return String.format(Locale.ROOT, "health.%.0f.%s.%s", setting.rate(), setting.share(), setting.base());
    }

    private double rollout(Setting setting, double bound, int number) {
        Chance chance = new Chance(number * 15_485_863L + figure(setting).hashCode());
        Traffic traffic = Kind.COMPARED.start(aim, setting);
        double patience = PATIENCE * bound + 100;
        double onNew = 0;
        while (onNew < patience) {
            onNew += traffic.second(chance, 1, setting.base(), setting.base());
            if (traffic.finding().verdict() == Verdict.HEALTHY) {
                return onNew;
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
