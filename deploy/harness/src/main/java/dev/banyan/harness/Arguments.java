package dev.banyan.harness;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a program was started with: {@code --port 8081 --other http://localhost:8082}. */
public record Arguments(Map<String, String> values) {

    public static Arguments parse(String... words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || i + 1 == words.length) {
                throw new IllegalArgumentException(
                        "Arguments are pairs such as --port 8081; this one is not: " + words[i] + ".");
            }
            if (values.put(words[i].substring(2), words[i + 1]) != null) {
                throw new IllegalArgumentException(words[i] + " is given twice.");
            }
        }
        return new Arguments(Map.copyOf(values));
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing.");
        }
        return value;
    }

    public int number(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--" + name + " must be a number, but is \"" + text(name) + "\".");
        }
    }
}
