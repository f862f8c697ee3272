package dev.banyan.sdk.internal;

import java.nio.charset.StandardCharsets;

/** Writes the few, flat JSON objects that the client sends. Not thread-safe. */
final class JsonText {
    private final StringBuilder text = new StringBuilder(256);

    JsonText raw(String json) {
        text.append(json);
        return this;
    }

    JsonText raw(long number) {
        text.append(number);
        return this;
    }

    JsonText string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        text.append('"');
        return this;
    }

    JsonText strings(Iterable<String> values) {
        String before = "[";
        for (String value : values) {
            raw(before).string(value);
            before = ",";
        }
        return raw(before.equals("[") ? "[]" : "]");
    }

    int length() {
        return text.length();
    }

    String text() {
        return text.toString();
    }

    byte[] utf8() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c < ' ' || Character.isSurrogate(c)) {
            // Escaped surrogates are right for pairs and keep a lone one from becoming invalid UTF-8.
            text.append(String.format("\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }
}
