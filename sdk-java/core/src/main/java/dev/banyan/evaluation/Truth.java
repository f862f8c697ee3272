package dev.banyan.evaluation;

/** Kleene's three truth values: a condition on something that is missing is neither true nor false. */
enum Truth {
    FALSE,
    MISSING,
    TRUE;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth negated() {
        return this == TRUE ? FALSE : this == FALSE ? TRUE : MISSING;
    }

    Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
