package dev.banyan.evaluation;

/** What sort of values an {@link Operator} compares with. */
enum ValueType {
    SCALAR("text, a number or a boolean") {
        @Override
        boolean accepts(Object value) {
            return true;
        }
    },
    TEXT("text") {
        @Override
        boolean accepts(Object value) {
            return value instanceof String;
        }
    },
    NUMBER("a number") {
        @Override
        boolean accepts(Object value) {
            return value instanceof Number;
        }
    },
    INSTANT("a date (2026-01-31), a date-time with its offset (2026-01-31T12:00:00Z) or epoch milliseconds") {
        @Override
        boolean accepts(Object value) {
            return Instants.millis(value) != Instants.NONE;
        }
    },
    VERSION("a semantic version such as 2.4.0") {
        @Override
        boolean accepts(Object value) {
            return value instanceof String && SemanticVersions.isVersion((String) value);
        }
    },
    SEGMENT("the key of a segment") {
        @Override
        boolean accepts(Object value) {
            return value instanceof String;
        }
    };

    private final String words;

    ValueType(String words) {
        this.words = words;
    }

    /** Whether a normalised value is of this sort. */
    abstract boolean accepts(Object value);

    /** What to say that is wanted. */
    String words() {
        return words;
    }
}
