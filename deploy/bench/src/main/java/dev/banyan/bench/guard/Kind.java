package dev.banyan.bench.guard;

import dev.banyan.server.guard.statistics.Aim;
import java.util.Locale;

/** The tests. */
enum Kind {
    COMPARED("new against legacy") {
        @Override
        Traffic start(Aim aim, Setting setting) {
            return new Traffic.Compared(aim, setting.rate(), setting.share());
        }

        @Override
        double information(Setting setting, double harmed) {
            return Bound.ofCommonRate(setting.base(), harmed, setting.share());
        }
    },
    PAIRED("pairs") {
        @Override
        Traffic start(Aim aim, Setting setting) {
            return new Traffic.Paired(aim, setting.rate());
        }

        @Override
        double information(Setting setting, double harmed) {
            return Bound.ofPairs(setting.base(), harmed);
        }
    },
    BUDGETED("new against a budget") {
        @Override
        Traffic start(Aim aim, Setting setting) {
            return new Traffic.Budgeted(aim, setting.rate(), setting.base());
        }

        @Override
        double information(Setting setting, double harmed) {
            return Bound.divergence(harmed, setting.base());
        }
    };

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    String figure() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract Traffic start(Aim aim, Setting setting);

    /** What one request tells of a harm, in nats: it divides the logarithm of 1/alpha in the bound. */
    abstract double information(Setting setting, double harmed);
}
