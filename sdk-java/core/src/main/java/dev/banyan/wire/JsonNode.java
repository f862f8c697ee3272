package dev.banyan.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A JSON value together with where it is: every question asked of it either has an answer or names the place. The path is put into
 * words only then, as a large ruleset has a million places.
 */
final class JsonNode {

    private final JsonNode parent;
    private final Object step;
    private final Object value;

    private JsonNode(JsonNode parent, Object step, Object value) {
        this.parent = parent;
        this.step = step;
        this.value = value;
    }

    /** A whole document. */
    static JsonNode document(Object value) {
        return new JsonNode(null, "$", value);
    }

    /** A member of this object; a missing one is the same as {@code null}. */
    JsonNode get(String name) {
        return new JsonNode(this, name, map().get(name));
    }

    boolean isNull() {
        return value == null;
    }

    /** This value through a function, or {@code null} when it is missing. */
    <T> T ifPresent(Function<JsonNode, T> then) {
        return value == null ? null : then.apply(this);
    }

    String text(int maxLength) {
        String text = as(String.class, "text");
        if (text.length() > maxLength) {
            throw refuse("longer than " + maxLength + " characters");
        }
        return text;
    }

    long whole() {
        return as(Long.class, "a whole number");
    }

    int whole(int min, int max) {
        long number = whole();
        if (number < min || number > max) {
            throw refuse(number + " is not within " + min + " and " + max);
        }
        return (int) number;
    }

    boolean flag() {
        return as(Boolean.class, "true or false");
    }

    /** Text, a number or a boolean. */
    Object scalar(int maxLength) {
        return value instanceof Number || value instanceof Boolean ? value : text(maxLength);
    }

    /** The elements of this array, each through a function; a missing array is an empty one. */
    <T> List<T> each(int maxCount, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        if (value == null) {
            return all;
        }
        List<?> elements = as(List.class, "an array");
        if (elements.size() > maxCount) {
            throw refuse("more than " + maxCount + " elements");
        }
        for (int i = 0; i < elements.size(); i++) {
            all.add(read.apply(new JsonNode(this, i, elements.get(i))));
        }
        return all;
    }

    /** Does something with each element of this array; a missing array is an empty one. */
    void forEach(int maxCount, Consumer<JsonNode> each) {
        each(maxCount, element -> {
            each.accept(element);
            return null;
        });
    }

    /** The result of a step that refuses bad arguments, with the place added to its refusal. */
    <T> T check(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException bad) {
            throw refuse(bad.getMessage());
        }
    }

    RulesetException refuse(String reason) {
        return new RulesetException(path(), reason);
    }

    private String path() {
        if (parent == null) {
            return (String) step;
        }
        return parent.path() + (step instanceof Integer ? "[" + step + "]" : "." + step);
    }

    private Map<?, ?> map() {
        return as(Map.class, "an object");
    }

    private <T> T as(Class<T> type, String wanted) {
        if (!type.isInstance(value)) {
            throw refuse(value == null ? wanted + " is missing" : "is not " + wanted);
        }
        return type.cast(value);
    }
}
