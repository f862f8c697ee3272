package dev.banyan.soak;

import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What servers and services said. */
final class Logs {
    static final String ERROR = "ERROR";
    private static final Pattern LEVEL =
            Pattern.compile("(?:^[-\\d]+ [:,\\d]+ (ERROR|WARN|INFO) )|(?:^(SEVERE|WARNING|INFO): )");
    private static final Map<String, String> SAME = Map.of("SEVERE", ERROR, "WARNING", "WARN");

    private Logs() {}

    /** Lines by level, the other lines of a stack trace as "more". */
    static Map<String, Integer> count(Path directory) {
        Map<String, Integer> counts = new TreeMap<>(Map.of(ERROR, 0, "WARN", 0, "INFO", 0, "more", 0));
        for (String line : lines(directory)) {
            counts.merge(level(line), 1, Integer::sum);
        }
        return counts;
    }

    static List<String> errors(Path directory) {
        return lines(directory).stream()
                .filter(line -> level(line).equals(ERROR))
                .toList();
    }

    static String level(String line) {
        Matcher level = LEVEL.matcher(line);
        if (!level.find()) {
            return "more";
        }
        String word = level.group(1) == null ? level.group(2) : level.group(1);
        return SAME.getOrDefault(word, word);
    }

    private static List<String> lines(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("(one|two|service-\\d)\\.log\\.\\d+"))
                    .sorted()
                    .flatMap(Logs::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new RunFailure("The logs in " + directory + " cannot be read.", unreadable);
        }
    }

    private static Stream<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new RunFailure("The log " + file + " cannot be read.", unreadable);
        }
    }
}
