package dev.banyan.bench.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables and numbers as the pages of figures have them. */
public final class Markdown {

    private Markdown() {}

    public static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** A table whose first column holds words and whose others hold figures. */
    public static String table(String head, List<String> rows) {
        int columns = head.split("\\|", -1).length - 2;
        String rule = "| --- |" + " ---: |".repeat(columns - 1);
        return Stream.concat(Stream.of(head, rule), rows.stream()).collect(Collectors.joining("\n"));
    }

    /** A whole number with its thousands apart. */
    public static String whole(double number) {
        return String.format(Locale.ROOT, "%,d", Math.round(number));
    }
}
