package dev.banyan.bench.guard;

import dev.banyan.bench.page.Figures;

/** What was measured of one harm. */
record Found(Case harm, Figures figures) {
    /** A second in which harm begins is one of so many in which it might have begun. */
    private static final double MOMENTS = 3_600;

    double mean() {
        return number("mean");
    }

    double median() {
        return number("median");
    }

    double ninetieth() {
        return number("p90");
    }

    double seconds() {
        return number("seconds.median");
    }

    double bound() {
        return number("bound");
    }

    /** Mean by the bound. */
    double ratio() {
        return mean() / bound();
    }

    /** The same as if alpha were divided among the moments at which the harm might begin. */
    double ratioWithoutMoment() {
        double requests = Math.log(MOMENTS / figures.number("run.alpha")) / number("information");
        Setting setting = harm.setting();
        return mean() / (setting.share() * Math.max(requests, setting.rate()));
    }

    private double number(String what) {
        return figures.number(harm.figure() + "." + what);
    }
}
