package dev.banyan.bench.guard;

import dev.banyan.bench.page.Figures;
import dev.banyan.server.guard.statistics.Aim;
import dev.banyan.server.guard.statistics.Finding;
import dev.banyan.server.guard.statistics.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Rollouts of an hour in which the sides are alike: how many are called harmful, looked at every second. */
final class FalseAlarms {
    static final int SECONDS = 3_600;
    private static final double[] RATES = {1, 10, 100, 1_000};
    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5};
    private static final double[] BASES = {0.0005, 0.005, 0.05};

    /** Of a plan: what part of the requests is on new, in equal times. */
    static final double[] STEPS = {0.01, 0.05, 0.1, 0.25, 0.5};

    private final Aim aim;
    private final Figures figures;

    FalseAlarms(Aim aim, Figures figures) {
        this.aim = aim;
        this.figures = figures;
    }

    void measure(Effort effort) {
        for (Weather weather : Weather.values()) {
            measure(Kind.COMPARED, weather, (effort.innocent() + weather.ordinal()) / Weather.values().length);
        }
        measure(Kind.PAIRED, Weather.STEADY, effort.others());
        measure(Kind.BUDGETED, Weather.STEADY, effort.others());
        stepped(effort.others());
        falseHealth(effort.others());
    }

    private void measure(Kind kind, Weather weather, int rollouts) {
        List<Verdict> verdicts = IntStream.range(0, rollouts)
                .parallel()
                .mapToObj(i -> rollout(kind, weather, i).verdict())
                .toList();
        long alarms = verdicts.stream().filter(Verdict.HARMFUL::equals).count();
        String name = "innocent." + kind.figure() + "." + weather.name().toLowerCase(Locale.ROOT);
        figures.put(name + ".rollouts", rollouts);
        figures.put(name + ".alarms", alarms);
        System.out.printf("%s, %s: %d of %,d called harmful%n", kind.title(), weather.title(), alarms, rollouts);
    }

    /** "Harmful" stays, so the last look tells of all of them. */
    private Finding rollout(Kind kind, Weather weather, int number) {
        Chance chance = new Chance(number * 1_000_003L + weather.ordinal() * 17L + kind.ordinal());
        Setting setting = setting(number);
        Traffic traffic = kind.start(aim, setting);
        Weather.Sky sky = weather.begin();
        for (int second = 0; second < SECONDS; second++) {
            sky.next(chance, second);
            double share = sky.share(setting.base());
            traffic.second(chance, sky.flow(), share, share);
        }
        return traffic.finding();
    }

    /** Each step is a test of its own: with the parts of alpha that they have, and as if each had all of it. */
    private void stepped(int rollouts) {
        List<double[]> evidence =
                IntStream.range(0, rollouts).parallel().mapToObj(this::steps).toList();
        stepped("divided", evidence, aim::part);
        stepped("undivided", evidence, earlier -> aim);
    }

    private void stepped(String name, List<double[]> evidence, IntFunction<Aim> ofStep) {
        long alarms = evidence.stream()
                .filter(steps -> IntStream.range(0, steps.length)
                        .anyMatch(step -> steps[step] >= 1 / ofStep.apply(step).alpha()))
                .count();
        figures.put("innocent.steps." + name + ".rollouts", evidence.size());
        figures.put("innocent.steps." + name + ".alarms", alarms);
        System.out.printf(
                "%d steps, alpha %s: %d of %,d called harmful%n", STEPS.length, name, alarms, evidence.size());
    }

    private double[] steps(int number) {
        Chance chance = new Chance(number * 1_000_003L + 77);
        Setting setting = setting(number);
        double[] evidence = new double[STEPS.length];
        for (int step = 0; step < STEPS.length; step++) {
            Traffic traffic =
                    Kind.COMPARED.start(aim.part(step), new Setting(setting.rate(), STEPS[step], setting.base()));
            for (int second = 0; second < SECONDS / STEPS.length; second++) {
                traffic.second(chance, 1, setting.base(), setting.base());
            }
            evidence[step] = traffic.finding().evidenceOfHarm();
        }
        return evidence;
    }

    /** As large a harm as matters from the beginning: how many are ever called healthy. */
    private void falseHealth(int rollouts) {
        long called = IntStream.range(0, rollouts)
                .parallel()
                .filter(this::everHealthy)
                .count();
        figures.put("falseHealth.rollouts", rollouts);
        figures.put("falseHealth.called", called);
        System.out.printf("just as harmful as matters: %d of %,d ever called healthy%n", called, rollouts);
    }

    private boolean everHealthy(int number) {
        Chance chance = new Chance(number * 1_000_003L + 99);
        Setting setting = setting(number);
        Traffic traffic = Kind.COMPARED.start(aim, setting);
        for (int second = 0; second < SECONDS; second++) {
            traffic.second(chance, 1, setting.base(), setting.base() + aim.harm());
            if (traffic.finding().verdict() == Verdict.HEALTHY) {
                return true;
            }
        }
        return false;
    }

    private static Setting setting(int number) {
        return new Setting(
                RATES[number % RATES.length],
                SHARES[number / RATES.length % SHARES.length],
                BASES[number / RATES.length / SHARES.length % BASES.length]);
    }
}
