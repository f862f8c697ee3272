package dev.banyan.server.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Looks at every token where JSON enters, whatever it is read into: fields that come twice, texts that nothing can keep and numbers that
 * would fill the memory once they are written out are refused by name.
 */
final class StrictJsonParser extends JsonParserDelegate {
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_EXPONENT = 3;
    private static final int LONGEST_NAME_SHOWN = 100;

    private final Deque<Set<String>> fields = new ArrayDeque<>();

    StrictJsonParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token != null) {
            check(token);
        }
        return token;
    }

    @Override
    public JsonToken nextValue() throws IOException {
        JsonToken token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        int open = currentToken() != null && currentToken().isStructStart() ? 1 : 0;
        while (open > 0) {
            JsonToken token = nextToken();
            if (token == null) {
                break;
            }
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return this;
    }

    private void check(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> fields.push(new HashSet<>());
            case END_OBJECT -> fields.pop();
            case FIELD_NAME -> checkName();
            case VALUE_STRING -> requirePlain();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkNumber();
            default -> {}
        }
    }

    private void checkName() throws IOException {
        requirePlain();
        if (!fields.element().add(currentName())) {
            throw refused(shown(currentName()) + " is given twice.", "Send each field once.");
        }
    }

    private void requirePlain() throws IOException {
        if (!PlainText.isPlain(getText())) {
            throw refused(
                    "The text holds a NUL character or half of a character (an unpaired surrogate).",
                    "Take it out; everything else may stay.");
        }
    }

    private void checkNumber() throws IOException {
        String number = getText();
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        boolean far = exponent >= 0
                && number.substring(exponent).replaceAll("\\D|^0+", "").length() > LONGEST_EXPONENT;
        if (number.length() > LONGEST_NUMBER || far) {
            throw refused(
                    "The number is longer than anything here needs.",
                    "Send at most " + LONGEST_NUMBER + " characters and an exponent of at most " + LONGEST_EXPONENT
                            + " digits.");
        }
    }

    private JsonParseException refused(String detail, String remedy) {
        return new JsonParseException(this, detail, Problem.badField(field(getParsingContext()), detail, remedy));
    }

    /** As in {@code cohorts[0].name}. */
    private static String field(JsonStreamContext at) {
        if (at == null || at.inRoot()) {
            return "";
        }
        String before = field(at.getParent());
        if (at.inArray()) {
            return before + "[" + at.getCurrentIndex() + "]";
        }
        String name = shown(String.valueOf(at.getCurrentName()));
        return before.isEmpty() ? name : before + "." + name;
    }

    private static String shown(String name) {
        return PlainText.cleaned(name.substring(0, Math.min(name.length(), LONGEST_NAME_SHOWN)));
    }
}
