package dev.banyan.sdk.internal.kit;

import java.nio.charset.StandardCharsets;

/** Writes the few, flat JSON objects that the client sends. Not thread-safe. */
public final class JsonText {
    private final StringBuilder text = new StringBuilder(256);

    public JsonText raw(String json) {
        text.append(json);
        return this;
    }

    public JsonText raw(long number) {
        text.append(number);
        return this;
    }

    public JsonText string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        text.append('"');
        return this;
    }

    public JsonText strings(Iterable<String> values) {
        String before = "[";
        for (String value : values) {
            raw(before).string(value);
            before = ",";
        }
        return raw(before.equals("[") ? "[]" : "]");
    }

    public int length() {
        return text.length();
    }

    public String text() {
        return text.toString();
    }

    public byte[] utf8() {
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
