package dev.banyan.bench.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a page that a program writes, between two marks; what people wrote around it stays. */
public record Marks(String command) {

    /** Puts text between the marks of a page. */
    public void fill(Path page, String text) throws IOException {
        Files.writeString(page, filled(Files.readString(page), text, page));
    }

    private String filled(String page, String text, Path name) {
        int begin = page.indexOf(mark("from"));
        int end = page.indexOf(mark("to"));
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(name + " has lost the marks between which the figures belong");
        }
        return page.substring(0, begin + mark("from").length()) + "\n\n" + text + "\n\n" + page.substring(end);
    }

    private String mark(String side) {
        return "<!-- Written by " + command + ": " + side + " here -->";
    }
}
