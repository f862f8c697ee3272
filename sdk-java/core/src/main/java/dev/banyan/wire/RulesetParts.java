package dev.banyan.wire;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The segments and routes of a text, each as it is written there, by key and in the order of a ruleset. Not thread-safe. */
final class RulesetParts {

    private static final Comparator<String> BYTEWISE = RulesetParts::compare;

    private static final List<String> FRAME =
            Arrays.asList("schema", "project", "environment", "epoch", "revision", "pinning");

    private final Map<String, String> segments = new TreeMap<>(BYTEWISE);
    private final Map<String, String> routes = new TreeMap<>(BYTEWISE);
    private final StringJoiner frame = new StringJoiner(",", "{", "}");
    private String head = "";

    /**
     * The parts of a ruleset or of a delta.
     *
     * @throws RulesetException when they cannot be found
     */
    static RulesetParts of(String text) {
        RulesetParts parts = new RulesetParts();
        JsonCursor cursor = new JsonCursor(text);
        cursor.expect('{');
        while (cursor.more('}')) {
            String member = cursor.name();
            if (member.equals("segments")) {
                collect(cursor, parts.segments);
            } else if (member.equals("routes")) {
                collect(cursor, parts.routes);
            } else if (member.equals("head")) {
                parts.head = cursor.value();
            } else if (FRAME.contains(member)) {
                parts.frame.add('"' + member + "\":" + cursor.value());
            } else {
                cursor.skip();
            }
        }
        return parts;
    }

    /** A delta's head; empty in a ruleset, which has its members side by side with the parts. */
    String head() {
        return head;
    }

    /** Of a ruleset's head, what says which ruleset it is and how its pins are signed: a JSON object. */
    String frame() {
        return frame.toString();
    }

    Map<String, String> segments() {
        return segments;
    }

    Map<String, String> routes() {
        return routes;
    }

    private static void collect(JsonCursor cursor, Map<String, String> parts) {
        if (!cursor.take('[')) {
            cursor.skip();
            return;
        }
        while (cursor.more(']')) {
            String part = cursor.value();
            parts.put(key(part), part);
        }
    }

    private static String key(String part) {
        JsonCursor cursor = new JsonCursor(part);
        cursor.expect('{');
        while (cursor.more('}')) {
            if (cursor.name().equals("key")) {
                return cursor.string();
            }
            cursor.skip();
        }
        throw new RulesetException("$", "a segment or route has no key");
    }

    /** The order of the UTF-8 forms: that of the characters, but for those beyond U+FFFF, whose halves lie below U+E000. */
    private static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return rank(a) - rank(b);
            }
        }
        return one.length() - other.length();
    }

    private static int rank(char c) {
        return Character.isSurrogate(c) ? c + 0x10000 : c;
    }
}
