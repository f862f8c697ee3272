package dev.banyan.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pass over one JSON text by recursive descent; {@link Json} is its face. */
final class JsonReader {

    /** Stands for the end of the text; where it occurs as a character, no JSON value starts with it either. */
    private static final char END = '\uFFFF';

    private final String text;
    private final JsonPath path = new JsonPath(Json.MAX_DEPTH);
    private int at;
    private int values;

    JsonReader(String text) {
        this.text = text;
    }

    Object document() {
        Object value = value();
        peek();
        if (at < text.length()) {
            throw wrong("the end");
        }
        return value;
    }

    private Object value() {
        if (++values > Json.MAX_VALUES) {
            throw path.refuse("more than " + Json.MAX_VALUES + " values");
        }
        switch (peek()) {
            case '{':
                return object();
            case '[':
                return array();
            case '"':
                return string();
            case 't':
                return literal("true", Boolean.TRUE);
            case 'f':
                return literal("false", Boolean.FALSE);
            case 'n':
                return literal("null", null);
            default:
                return number();
        }
    }

    private Map<String, Object> object() {
        enter();
        Map<String, Object> object = new LinkedHashMap<>();
        if (!next('}')) {
            do {
                if (peek() != '"') {
                    throw wrong("a name in quotes");
                }
                String name = string();
                expect(':');
                path.name(name);
                if (object.containsKey(name)) {
                    throw path.refuse("the name occurs twice");
                }
                object.put(name, value());
            } while (next(','));
            expect('}');
        }
        path.leave();
        return Collections.unmodifiableMap(object);
    }

    private List<Object> array() {
        enter();
        List<Object> array = new ArrayList<>();
        if (!next(']')) {
            do {
                path.index(array.size());
                array.add(value());
            } while (next(','));
            expect(']');
        }
        path.leave();
        return Collections.unmodifiableList(array);
    }

    private void enter() {
        at++;
        path.enter();
    }

    /** The string whose opening quote is next. Most have no escapes and are cut out of the text as they are. */
    private String string() {
        int start = ++at;
        skipPlain();
        if (text.charAt(at) == '"') {
            return text.substring(start, at++);
        }
        StringBuilder string = new StringBuilder().append(text, start, at);
        while (text.charAt(at) == '\\') {
            at++;
            string.append(escape());
            int from = at;
            skipPlain();
            string.append(text, from, at);
        }
        at++;
        return string.toString();
    }

    /** Goes on to the next quote or backslash. */
    private void skipPlain() {
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\' && text.charAt(at) >= ' ') {
            at++;
        }
        if (at == text.length() || text.charAt(at) < ' ') {
            throw wrong("a closing quote (control characters must be escaped)");
        }
    }

    private char escape() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        switch (c) {
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                return unicode();
            default:
                if (c == '"' || c == '\\' || c == '/') {
                    return c;
                }
                throw path.refuse("unknown escape before character " + at);
        }
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? hex(text.charAt(at++)) : -1;
            if (digit < 0) {
                throw path.refuse("\\u needs four hexadecimal digits, before character " + at);
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private Object literal(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value");
        }
        at += word.length();
        return value;
    }

    private Number number() {
        int end = JsonNumber.end(text, at);
        if (end < 0) {
            throw wrong("a value");
        }
        Number number = JsonNumber.of(text.substring(at, end));
        if (Double.isInfinite(number.doubleValue())) {
            throw path.refuse("the number is too large");
        }
        at = end;
        return number;
    }

    private boolean next(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) {
        if (!next(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    /** The next character that is not white space, without taking it. */
    private char peek() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            at++;
        }
        return END;
    }

    private RulesetException wrong(String wanted) {
        String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
        return path.refuse("expected " + wanted + " at character " + at + ", found " + found);
    }
}
