package dev.banyan.java8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The files of evaluation vectors, read with the SDK's own reader. */
final class Vectors {
    private Vectors() {}

    static List<Map<?, ?>> of(String file, String list) {
        List<Map<?, ?>> vectors = new ArrayList<>();
        Map<?, ?> content = (Map<?, ?>) Json.read(bytes("/banyan/vectors/" + file));
        ((List<?>) content.get(list)).forEach(vector -> vectors.add((Map<?, ?>) vector));
        assertThat(vectors).as(file).isNotEmpty();
        return vectors;
    }

    static byte[] hex(String digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }

    /** Writes again what was read, in ASCII, so that unpaired surrogates survive. */
    static byte[] json(Object value) {
        return text(value).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(Object value) {
        if (value instanceof Map) {
            StringJoiner members = new StringJoiner(",", "{", "}");
            ((Map<?, ?>) value).forEach((name, member) -> members.add(text(name) + ':' + text(member)));
            return members.toString();
        }
        if (value instanceof List) {
            StringJoiner elements = new StringJoiner(",", "[", "]");
            ((List<?>) value).forEach(element -> elements.add(text(element)));
            return elements.toString();
        }
        return value instanceof String ? quoted((String) value) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(String.format("\\u%04x", c)));
        return quoted.append('"').toString();
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Vectors.class.getResourceAsStream(resource)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] chunk = new byte[8192];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                all.write(chunk, 0, n);
            }
            return all.toByteArray();
        } catch (IOException unreadable) {
            throw new IllegalStateException(resource, unreadable);
        }
    }
}
