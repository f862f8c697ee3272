package dev.banyan.server.problem;

import java.math.BigInteger;
import java.util.Collection;
import java.util.UUID;

/** How to write a value of a type in JSON, in words. */
final class JsonWords {

    private JsonWords() {}

    /** @param type null when nobody knows */
    static String of(Class<?> type) {
        if (type == null) {
            return "what the API description shows";
        }
        if (Times.ALL.containsKey(type)) {
            return Times.ALL.get(type).words() + ", in quotes";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false, without quotes";
        }
        if (isWhole(type)) {
            return "a whole number without quotes, within " + (isShort(type) ? "32" : "64") + " bits";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class || type == float.class) {
            return "a number without quotes";
        }
        if (CharSequence.class.isAssignableFrom(type) || type == UUID.class || type.isEnum()) {
            return "a text in quotes";
        }
        return Collection.class.isAssignableFrom(type) ? "a list, [ … ]" : "an object, { … }";
    }

    private static boolean isWhole(Class<?> type) {
        return isShort(type) || type == long.class || type == Long.class || type == BigInteger.class;
    }

    private static boolean isShort(Class<?> type) {
        return type == int.class || type == Integer.class;
    }
}
