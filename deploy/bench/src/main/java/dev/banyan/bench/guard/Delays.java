package dev.banyan.bench.guard;

import dev.banyan.bench.page.Figures;
import dev.banyan.server.guard.statistics.Aim;
import dev.banyan.server.guard.statistics.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rollouts with a known harm: how many requests until it is found. */
final class Delays {
    static final double[] RATES = {1, 10, 100, 1_000};
    static final double[] SHARES = {0.01, 0.05, 0.25, 0.5};
    static final double[] HARMS = {0.01, 0.02, 0.05, 0.2, 0.5};
    static final int[] BEGINNINGS = {0, 3_600};
    static final double BASE = 0.005;
    /** A rollout is given up after so many times the bound. */
    private static final double PATIENCE = 30;

    private final Aim aim;
    private final Figures figures;

    Delays(Aim aim, Figures figures) {
        this.aim = aim;
        this.figures = figures;
    }

    void measure(Effort effort) {
        for (int begins : BEGINNINGS) {
            for (double rate : RATES) {
                for (double share : SHARES) {
                    measure(Kind.COMPARED, new Setting(rate, share, BASE), begins, effort.harmful());
                }
                System.out.printf("harm from second %,d at %,.0f requests/s%n", begins, rate);
            }
            for (double rate : RATES) {
                measure(Kind.PAIRED, new Setting(rate, 1, BASE), begins, effort.harmful());
                measure(Kind.BUDGETED, new Setting(rate, 1, BASE), begins, effort.harmful());
            }
        }
    }

    private void measure(Kind kind, Setting setting, int begins, int rollouts) {
        for (double harm : HARMS) {
            Case each = new Case(kind, setting, harm, begins);
            List<Delay> delays = IntStream.range(0, rollouts)
                    .parallel()
                    .mapToObj(i -> rollout(each, i))
                    .filter(delay -> delay.onNew() >= 0)
                    .toList();
            put(each, delays);
        }
    }

    private void put(Case each, List<Delay> delays) {
        double[] onNew = delays.stream().mapToDouble(Delay::onNew).sorted().toArray();
        double[] seconds = delays.stream().mapToDouble(Delay::seconds).sorted().toArray();
        String name = each.figure();
        figures.put(name + ".rollouts", onNew.length);
        figures.put(name + ".mean", Arrays.stream(onNew).average().orElseThrow());
        figures.put(name + ".median", at(onNew, 0.5));
        figures.put(name + ".p90", at(onNew, 0.9));
        figures.put(name + ".seconds.median", at(seconds, 0.5));
        figures.put(name + ".seconds.p90", at(seconds, 0.9));
        figures.put(name + ".bound", each.bound(aim));
        figures.put(name + ".information", each.information());
    }

    /** Requests on new from the first second with harm on; negative if it was called harmful before. */
    private Delay rollout(Case each, int number) {
        Chance chance = new Chance(number * 7_368_787L + each.seed());
        Setting setting = each.setting();
        Traffic traffic = each.kind().start(aim, setting);
        double harmed = setting.harmed(each.harm());
        for (int second = 0; second < each.begins(); second++) {
            traffic.second(chance, 1, setting.base(), setting.base());
        }
        if (traffic.finding().verdict() == Verdict.HARMFUL) {
            return new Delay(-1, -1);
        }
        long patience = (long) (PATIENCE * Math.max(1, each.bound(aim) / setting.rate() / setting.share())) + 300;
        long onNew = 0;
        for (long second = 1; second <= patience; second++) {
            onNew += traffic.second(chance, 1, setting.base(), harmed);
            if (traffic.finding().verdict() == Verdict.HARMFUL) {
                return new Delay(onNew, second);
            }
        }
        return new Delay(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private static double at(double[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
    }

    private record Delay(double onNew, double seconds) {}
}
