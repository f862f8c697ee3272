package dev.banyan.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One pass over one JSON text by recursive descent; {@link Json} is its face. */
final class JsonReader {

    private final String text;
    private final JsonPath path = new JsonPath(Json.MAX_DEPTH);
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    Object document() {
        Object value = value();
        if (peek() != END) {
            throw wrong("the end");
        }
        return value;
    }

    private static final char END = '\uFFFF';

    private Object value() {
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

    private String string() {
        int start = ++at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\' && text.charAt(at) >= ' ') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            return text.substring(start, at++);
        }
        StringBuilder string = new StringBuilder(text.length() > at ? at - start + 16 : 0).append(text, start, at);
        while (true) {
            char c = at < text.length() ? text.charAt(at++) : '\n';
            if (c < ' ') {
                at--;
                throw wrong("a closing quote (control characters must be escaped)");
            }
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        switch (c) {
            case '"':
            case '\\':
            case '/':
                return c;
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
        String number = text.substring(at, end);
        at = end;
        return JsonNumber.of(number);
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
