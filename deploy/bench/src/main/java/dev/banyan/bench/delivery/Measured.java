package dev.banyan.bench.delivery;

import dev.banyan.bench.page.Figures;
import java.io.PrintStream;
import java.util.Locale;

/** The figures of the run, each said aloud as it is found. */
record Measured(Figures figures, PrintStream aloud) {

    /** For what only warms up. */
    static Measured unheard() {
        return new Measured(new Figures(), new PrintStream(PrintStream.nullOutputStream()));
    }

    void put(String name, double figure) {
        figures.put(name, figure);
        aloud.printf(Locale.ROOT, "%-58s %,14.2f%n", name, figure);
    }

    void put(String name, String text) {
        figures.put(name, text);
        aloud.printf("%-58s %s%n", name, text);
    }

    void say(String words) {
        aloud.println(words);
    }
}
