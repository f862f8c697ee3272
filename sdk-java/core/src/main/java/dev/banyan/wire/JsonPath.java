package dev.banyan.wire;

/** Where a reader is in a JSON text. Kept while reading, put into words only when something is wrong. */
final class JsonPath {

    private static final int LONGEST_NAME = 64;

    private final Object[] steps;
    private int depth;

    JsonPath(int maxDepth) {
        steps = new Object[maxDepth];
    }

    void enter() {
        if (depth == steps.length) {
            throw refuse("nested deeper than " + steps.length);
        }
        steps[depth++] = null;
    }

    void leave() {
        depth--;
    }

    void name(String name) {
        steps[depth - 1] = name;
    }

    void index(int index) {
        steps[depth - 1] = index;
    }

    RulesetException refuse(String reason) {
        StringBuilder path = new StringBuilder("$");
        for (int i = 0; i < depth; i++) {
            append(path, steps[i]);
        }
        return new RulesetException(path.toString(), reason);
    }

    private static void append(StringBuilder path, Object step) {
        if (step instanceof Integer) {
            path.append('[').append(step).append(']');
        } else if (step != null) {
            path.append('.').append(shortened(step.toString()));
        }
    }

    /** A refusal is logged and reported: a name of megabytes must not be. */
    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
