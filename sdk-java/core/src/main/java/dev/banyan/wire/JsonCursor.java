package dev.banyan.wire;

/**
 * Goes along a JSON text and cuts values out of it as they are written, without making anything of them. It finds its way in any text or refuses
 * it; whether the text is JSON to the last comma is for {@link Json} to say. Not thread-safe.
 */
final class JsonCursor {

    private final String text;
    private int at;

    JsonCursor(String text) {
        this.text = text;
    }

    /** Goes behind the next character when it is that one. */
    boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char wanted) {
        if (!take(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    /** Whether another member or element comes before the bracket; goes behind the comma or the bracket. */
    boolean more(char closing) {
        take(',');
        return !take(closing);
    }

    /** The name of the next member; then its value is next. */
    String name() {
        String name = string();
        expect(':');
        return name;
    }

    /** The next value, which must be a string. Hardly any has escapes: those are left to the reader. */
    String string() {
        String raw = value();
        if (raw.charAt(0) != '"') {
            throw wrong("text before");
        }
        return raw.indexOf('\\') < 0 ? raw.substring(1, raw.length() - 1) : (String) Json.read(raw);
    }

    /** The next value as it is written, from its first character to its last. */
    String value() {
        peek();
        int start = at;
        skip();
        return text.substring(start, at);
    }

    void skip() {
        int depth = 0;
        do {
            char c = peek();
            if (c == '"') {
                skipString();
            } else if (c == '{' || c == '[') {
                depth++;
                at++;
            } else if (c == '}' || c == ']') {
                depth--;
                at++;
            } else if (c == ',' || c == ':') {
                at++;
            } else {
                skipWord();
            }
        } while (depth > 0);
    }

    private void skipString() {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw wrong("a closing quote");
        }
        at++;
    }

    /** A number, {@code true}, {@code false} or {@code null}. */
    private void skipWord() {
        int start = at;
        while (at < text.length() && "{}[]\":, \n\r\t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw wrong("a value");
        }
    }

    private char peek() {
        while (at < text.length() && " \n\r\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\uFFFF';
    }

    private RulesetException wrong(String wanted) {
        return new RulesetException("$", "expected " + wanted + " at character " + Math.min(at, text.length()));
    }
}
