package dev.banyan.sdk.internal.compare;

import java.math.BigDecimal;
import java.math.BigInteger;

/** When two numbers of whatever types are the same. */
final class Numbers {
    /** Between two floats, or a float and anything else: the precision of a float. */
    private static final double FLOAT_TOLERANCE = 1e-6;

    private Numbers() {}

    /**
     * Exactly, by value, or, where one is floating, within a tolerance.
     *
     * @param tolerance in parts of the larger one
     */
    static boolean same(Number legacy, Number fresh, double tolerance) {
        if (!isFloating(legacy) && !isFloating(fresh)) {
            return decimal(legacy).compareTo(decimal(fresh)) == 0;
        }
        double one = legacy.doubleValue();
        double other = fresh.doubleValue();
        double larger = Math.max(Math.abs(one), Math.abs(other));
        boolean hasFloat = legacy instanceof Float || fresh instanceof Float;
        double allowed = hasFloat ? Math.max(tolerance, FLOAT_TOLERANCE) : tolerance;
        return one == other
                || Double.compare(one, other) == 0
                || !Double.isInfinite(larger) && Math.abs(one - other) <= allowed * larger;
    }

    /** In a form in which equal means the same: 1 and 1L, 1.0 and 1.00; other values as they are. */
    static Object exact(Object value) {
        boolean exact = value instanceof Number && !isFloating((Number) value);
        return exact ? decimal((Number) value).stripTrailingZeros() : value;
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal) {
            return (BigDecimal) number;
        }
        return number instanceof BigInteger ? new BigDecimal((BigInteger) number) : new BigDecimal(number.toString());
    }
}
