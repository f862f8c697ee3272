package dev.banyan.bench.delivery;

import dev.banyan.harness.RunFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one of our other processes found: a name and a figure on each line, and {@code end}. */
record Answer(Map<String, String> found) {

    static Answer read(String who, BufferedReader lines) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("end")) {
                return new Answer(found);
            }
            String[] words = line.split(" ", 2);
            found.put(words[0], words[1]);
        }
        throw new RunFailure(who + " ended before it had answered.");
    }

    String text(String name) {
        String text = found.get(name);
        if (text == null) {
            throw new RunFailure("\"" + name + "\" is not among what was found: " + found + ".");
        }
        return text;
    }

    double number(String name) {
        return Double.parseDouble(text(name));
    }

    double millis(String name) {
        return number(name) / 1e6;
    }
}
