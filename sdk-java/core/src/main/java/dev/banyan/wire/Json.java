package dev.banyan.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A small, strict JSON reader (RFC 8259): UTF-8 only, no comments, no trailing commas, no duplicate names, limited depth and size.
 *
 * <p>Objects become unmodifiable {@link java.util.Map}s in the order of the text, arrays unmodifiable {@link
 * java.util.List}s, strings {@link String}, whole numbers without fraction and exponent {@link Long} where they fit, all
 * other numbers {@link Double}, and {@code true}, {@code false} and {@code null} what they are in Java. A number beyond the
 * range of a double is refused. Stateless and thread-safe.
 */
public final class Json {

    /** How deep objects and arrays may lie within each other. */
    public static final int MAX_DEPTH = 32;

    /** How many values of any sort one text may hold: small ones take many times their text's size in memory. */
    public static final int MAX_VALUES = 2_000_000;

    private Json() {}

    /**
     * Reads one JSON text.
     *
     * @param utf8 the text, without byte order mark
     * @return a map, list, string, number, boolean or {@code null}
     * @throws RulesetException when it is anything but one JSON text within the limits; says where
     */
    public static Object read(byte[] utf8) {
        return read(text(utf8));
    }

    static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new RulesetException("$", "not UTF-8");
        }
    }

    /**
     * Reads one JSON text.
     *
     * @return a map, list, string, number, boolean or {@code null}
     * @throws RulesetException when it is anything but one JSON text within the limits; says where
     */
    public static Object read(String text) {
        return new JsonReader(text).document();
    }
}
