package dev.banyan.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docs/faults.md}, of which the table of the last run belongs to this program. */
record Page(Path file) {

    private static final String BEGIN = "<!-- Written by ./banyan chaos: from here -->";
    private static final String END = "<!-- Written by ./banyan chaos: to here -->";

    void write(String measured) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(file + " has lost the marks between which the table belongs.");
        }
        Files.writeString(
                file, text.substring(0, begin + BEGIN.length()) + "\n\n" + measured + "\n\n" + text.substring(end));
    }
}
