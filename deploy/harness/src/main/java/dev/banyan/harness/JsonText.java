package dev.banyan.harness;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the little JSON that a run sends; reading is the SDK's {@code dev.banyan.wire.Json}. */
public final class JsonText {

    private JsonText() {}

    /** An object from names and values in turn; a value may be a text, a number, a boolean, null, a list or a map. */
    public static String object(Object... namesAndValues) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            json.append(i == 0 ? "" : ",")
                    .append(text((String) namesAndValues[i]))
                    .append(':')
                    .append(value(namesAndValues[i + 1]));
        }
        return json.append('}').toString();
    }

    /** An array of what is JSON already. */
    public static String array(List<String> elements) {
        return "[" + String.join(",", elements) + "]";
    }

    public static String text(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    public static String value(Object value) {
        if (value instanceof String text) {
            return text(text);
        }
        if (value instanceof List<?> list) {
            return array(list.stream().map(JsonText::value).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return object(map.entrySet().stream()
                    .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                    .toArray());
        }
        return String.valueOf(value);
    }
}
