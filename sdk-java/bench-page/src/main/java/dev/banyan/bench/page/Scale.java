package dev.banyan.bench.page;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** A logarithmic scale in whole decades: the figures are from tens to tens of thousands. */
public record Scale(int lowest, int highest, double from, double to) {
    /** One that all figures fit on, between two positions. */
    public static Scale of(double[] figures, double from, double to) {
        int lowest = (int) Math.floor(Math.log10(Arrays.stream(figures).min().orElse(1)));
        int highest = (int) Math.ceil(Math.log10(Arrays.stream(figures).max().orElse(10)));
        return new Scale(lowest, Math.max(highest, lowest + 1), from, to);
    }

    public double at(double figure) {
        return from + (to - from) * (Math.log10(figure) - lowest) / (highest - lowest);
    }

    public double[] decades() {
        return DoubleStream.iterate(lowest, decade -> decade <= highest, decade -> decade + 1)
                .map(decade -> Math.pow(10, decade))
                .toArray();
    }
}
