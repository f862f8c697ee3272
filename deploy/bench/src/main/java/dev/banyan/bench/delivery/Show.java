package dev.banyan.bench.delivery;

import dev.banyan.bench.page.Figures;
import dev.banyan.bench.page.Markdown;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Figures in words; a dash for what was not measured. */
record Show(Figures figures) {
    private static final String NONE = "–";

    List<Integer> sizes() {
        return Arrays.stream(figures.text("run.sizes").split(","))
                .map(Integer::valueOf)
                .toList();
    }

    boolean has(String name) {
        return figures.has(name);
    }

    /** A figure that must have been measured. */
    double number(String name) {
        return figures.number(name);
    }

    String text(String name) {
        return figures.text(name);
    }

    String whole(String name) {
        return with(name, Markdown::whole);
    }

    String tenths(String name) {
        return with(name, figure -> String.format(Locale.ROOT, "%,.1f", figure));
    }

    String kilobytes(String name) {
        return with(name, figure -> String.format(Locale.ROOT, "%,.1f KB", figure / 1_000));
    }

    private String with(String name, DoubleFunction<String> format) {
        return has(name) && !Double.isNaN(number(name)) ? format.apply(number(name)) : NONE;
    }
}
