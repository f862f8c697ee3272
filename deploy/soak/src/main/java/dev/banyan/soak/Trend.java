package dev.banyan.soak;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a figure went: its median in each quarter of the time. It grows when the last step is larger than chance allows and not much smaller than
 * the step before, so that what fills up to a bound is told from what leaks.
 */
record Trend(List<Double> quarters, double allowance) {
    private static final int PARTS = 4;

    /** @param values as they came; fewer than eight tell nothing */
    static Trend of(List<Double> values, double allowance) {
        if (values.size() < 2 * PARTS) {
            throw new IllegalArgumentException(values.size() + " figures are too few to tell a trend");
        }
        List<Double> quarters = IntStream.range(0, PARTS)
                .mapToObj(part ->
                        median(values.subList(values.size() * part / PARTS, values.size() * (part + 1) / PARTS)))
                .toList();
        return new Trend(quarters, allowance);
    }

    boolean grows() {
        double before = quarters.get(2) - quarters.get(1);
        double step = quarters.get(3) - quarters.get(2);
        return step > allowance && step > before / 2;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
