package dev.banyan.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code docs/faults.md}, of which the table of the last run belongs to this program. */
record Page(Path file) {

    private static final String BEGIN = "<!-- Written by ./banyan chaos: from here -->";
    private static final String END = "<!-- Written by ./banyan chaos: to here -->";

    /**
     * A run that has missed a fault leaves the page of the last whole one.
     *
     * @return what became of the page, for whoever ran it
     */
    String take(Table table, String measured) throws IOException {
        if (!table.missed().isEmpty()) {
            return file + " stays as it is, because this run is not complete: " + String.join("; ", table.missed())
                    + ".";
        }
        write(measured);
        return file + " has the table of this run.";
    }

    private void write(String measured) throws IOException {
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
