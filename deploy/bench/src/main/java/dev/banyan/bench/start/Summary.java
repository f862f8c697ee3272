package dev.banyan.bench.start;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Several starts, each figure by itself. */
record Summary(int starts, Measured median, Measured worst) {

    static Summary of(List<Measured> all) {
        return new Summary(all.size(), at(all, all.size() / 2), at(all, all.size() - 1));
    }

    private static Measured at(List<Measured> all, int place) {
        return new Measured(
                at(all, place, Measured::seconds),
                at(all, place, Measured::cpuSeconds),
                at(all, place, Measured::jvmMegabytes),
                at(all, place, Measured::postgresMegabytes));
    }

    private static double at(List<Measured> all, int place, ToDoubleFunction<Measured> figure) {
        return all.stream()
                .mapToDouble(figure)
                .boxed()
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(place);
    }

    @Override
    public String toString() {
        return "median of " + starts + ": " + median + "; worst: " + worst;
    }
}
