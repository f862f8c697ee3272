package dev.banyan.evaluation;

/** The few types that an attribute or a condition's value can have, each in one form. */
final class Values {

    private static final double LONG_LIMIT = 0x1p63;

    private Values() {}

    /** Text, boolean, long or double as the evaluation keeps it; {@code null} for any other type. */
    static Object normalise(Object value) {
        if (value instanceof String || value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof Number ? number(((Number) value).doubleValue()) : null;
    }

    /**
     * A double without a fraction that a long can hold becomes that long, which is exact for all of them. What is not a number
     * is no value.
     */
    static Number number(double value) {
        if (Double.isNaN(value)) {
            return null;
        }
        boolean integral = value >= -LONG_LIMIT && value < LONG_LIMIT && value == (long) value;
        if (integral) {
            return (long) value;
        }
        return value;
    }

    /** Whether two normalised values are both text, both boolean or both numbers. */
    static boolean sameType(Object left, Object right) {
        return left.getClass() == right.getClass() || left instanceof Number && right instanceof Number;
    }

    /** Compares two normalised numbers exactly, also a large long with a double. */
    static int compare(Number left, Number right) {
        if (left instanceof Long) {
            return right instanceof Long
                    ? Long.compare((Long) left, (Long) right)
                    : compare((long) (Long) left, (double) (Double) right);
        }
        return right instanceof Long
                ? -compare((long) (Long) right, (double) (Double) left)
                : Double.compare((Double) left, (Double) right);
    }

    private static int compare(long left, double right) {
        if (right >= LONG_LIMIT) {
            return -1;
        }
        if (right < -LONG_LIMIT) {
            return 1;
        }
        long floor = (long) Math.floor(right);
        // A double that is kept as a double has a fraction here, so equality with its floor means less.
        return left <= floor ? -1 : 1;
    }
}
