package dev.banyan.bench.page;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All figures of one run by name, such as {@code decide.banyan.1000.1.1.ns}, and what they were taken on. */
public final class Figures {
    private final TreeMap<String, String> byName = new TreeMap<>();

    public void put(String name, double figure) {
        byName.put(name, Double.toString(figure));
    }

    public void put(String name, String text) {
        byName.put(name, text);
    }

    /** Whether it was measured. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /** A figure that must have been measured. */
    public double number(String name) {
        return Double.parseDouble(text(name));
    }

    public String text(String name) {
        String text = byName.get(name);
        if (text == null) {
            throw new IllegalStateException("\"" + name + "\" was not measured");
        }
        return text;
    }

    public void save(Path file) throws IOException {
        String lines = byName.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(file, lines);
    }

    public static Figures load(Path file) throws IOException {
        Properties lines = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            lines.load(in);
        }
        Figures figures = new Figures();
        lines.stringPropertyNames().forEach(name -> figures.put(name, lines.getProperty(name)));
        return figures;
    }
}
