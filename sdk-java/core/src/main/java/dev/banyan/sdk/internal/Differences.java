package dev.banyan.sdk.internal;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where two values differ: maps, records and beans by property, lists and arrays by position, sets by membership, all
 * else as a whole. Looks at {@link #MOST_NODES} values at most, {@link #MOST_DEPTH} levels deep, and stops at {@link #MOST}
 * differences; what lies beyond counts as equal. Cycles end where they close. Not thread-safe; for one comparison.
 */
public final class Differences {
    static final int MOST = 50;
    static final int MOST_DEPTH = 32;
    static final int MOST_NODES = 10_000;
    /** Between two floats, or a float and anything else: the precision of a float. */
    private static final double FLOAT_TOLERANCE = 1e-6;

    private static final int MOST_KEY_CHARACTERS = 40;
    private static final int MOST_KEY_DIGITS = 4;

    private final double tolerance;
    private final Map<String, Difference> found = new LinkedHashMap<>();
    private final Object[] legacyAbove = new Object[MOST_DEPTH];
    private final Object[] freshAbove = new Object[MOST_DEPTH];
    private int nodes;

    private Differences(double tolerance) {
        this.tolerance = tolerance;
    }

    /**
     * All places at which the two differ, each named once. Throws what the values throw while they are read.
     *
     * @param tolerance how far two floating-point numbers may be apart and still be the same, in parts of the larger one
     */
    public static List<Difference> between(Object legacy, Object fresh, double tolerance) {
        Differences differences = new Differences(tolerance);
        differences.compare("$", legacy, fresh, 0);
        return new ArrayList<>(differences.found.values());
    }

    private void compare(String path, Object legacyValue, Object freshValue, int depth) {
        Object legacy = plain(legacyValue);
        Object fresh = plain(freshValue);
        if (++nodes > MOST_NODES || legacy == fresh || found.size() >= MOST) {
            return;
        }
        if (legacy == null || fresh == null) {
            add(Difference.of(path, legacy, fresh));
        } else if (legacy instanceof Number && fresh instanceof Number) {
            addUnless(same((Number) legacy, (Number) fresh), path, legacy, fresh);
        } else if (legacy instanceof Set && fresh instanceof Set) {
            compareSets(path + "[]", (Set<?>) legacy, (Set<?>) fresh);
        } else if (legacy instanceof Collection && fresh instanceof Collection) {
            enter(path, legacy, fresh, depth);
        } else if (hasProperties(legacy) && hasProperties(fresh)) {
            enter(path, legacy, fresh, depth);
        } else if (legacy.getClass() == fresh.getClass()) {
            addUnless(legacy.equals(fresh), path, legacy, fresh);
        } else {
            add(Difference.ofType(path, legacy, fresh));
        }
    }

    private void enter(String path, Object legacy, Object fresh, int depth) {
        if (depth == MOST_DEPTH || closesCycle(legacy, fresh, depth)) {
            return;
        }
        legacyAbove[depth] = legacy;
        freshAbove[depth] = fresh;
        if (legacy instanceof Collection) {
            compareLists(path + "[]", (Collection<?>) legacy, (Collection<?>) fresh, depth + 1);
        } else {
            compareProperties(path, properties(legacy), properties(fresh), depth + 1);
        }
    }

    private boolean closesCycle(Object legacy, Object fresh, int depth) {
        for (int above = 0; above < depth; above++) {
            if (legacyAbove[above] == legacy && freshAbove[above] == fresh) {
                return true;
            }
        }
        return false;
    }

    private void compareLists(String path, Collection<?> legacy, Collection<?> fresh, int depth) {
        Iterator<?> ofLegacy = legacy.iterator();
        Iterator<?> ofFresh = fresh.iterator();
        while (nodes < MOST_NODES && (ofLegacy.hasNext() || ofFresh.hasNext())) {
            if (ofLegacy.hasNext() && ofFresh.hasNext()) {
                compare(path, ofLegacy.next(), ofFresh.next(), depth);
            } else if (ofLegacy.hasNext()) {
                add(Difference.of(path, shown(ofLegacy.next()), null));
                return;
            } else {
                add(Difference.of(path, null, shown(ofFresh.next())));
                return;
            }
        }
    }

    private void compareSets(String path, Set<?> legacy, Set<?> fresh) {
        Set<Object> ofLegacy = comparable(legacy);
        Set<Object> ofFresh = comparable(fresh);
        for (Object element : ofLegacy) {
            if (!ofFresh.contains(element)) {
                add(Difference.of(path, shown(element), null));
                break;
            }
        }
        for (Object element : ofFresh) {
            if (!ofLegacy.contains(element)) {
                add(Difference.of(path, null, shown(element)));
                break;
            }
        }
    }

    private void compareProperties(String path, Map<?, ?> legacy, Map<?, ?> fresh, int depth) {
        for (Map.Entry<?, ?> property : legacy.entrySet()) {
            Object key = property.getKey();
            compare(path + segment(key), property.getValue(), fresh.get(key), depth);
        }
        for (Map.Entry<?, ?> property : fresh.entrySet()) {
            Object key = property.getKey();
            if (!legacy.containsKey(key)) {
                compare(path + segment(key), null, property.getValue(), depth);
            }
        }
    }

    private void addUnless(boolean same, String path, Object legacy, Object fresh) {
        if (!same) {
            add(Difference.of(path, legacy, fresh));
        }
    }

    private void add(Difference difference) {
        found.putIfAbsent(difference.kind() + difference.path(), difference);
    }

    private boolean same(Number legacy, Number fresh) {
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

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal) {
            return (BigDecimal) number;
        }
        return number instanceof BigInteger ? new BigDecimal((BigInteger) number) : new BigDecimal(number.toString());
    }

    /** The value as it is compared: what stands in an Optional, the name of an enum constant, an array as a list. */
    private static Object plain(Object value) {
        Object inner = value instanceof Optional ? ((Optional<?>) value).orElse(null) : value;
        if (inner instanceof Enum) {
            return ((Enum<?>) inner).name();
        }
        if (inner instanceof CharSequence || inner instanceof Character) {
            return inner.toString();
        }
        return inner != null && inner.getClass().isArray() ? list(inner) : inner;
    }

    private static List<Object> list(Object array) {
        int length = Math.min(Array.getLength(array), MOST_NODES);
        List<Object> list = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            list.add(Array.get(array, i));
        }
        return list;
    }

    /** Elements in a form in which equal means the same: 1 and 1L, 1.0 and 1.00. */
    private static Set<Object> comparable(Set<?> set) {
        Set<Object> elements = new LinkedHashSet<>();
        for (Object element : set) {
            Object plain = plain(element);
            boolean exact = plain instanceof Number && !isFloating((Number) plain);
            elements.add(exact ? decimal((Number) plain).stripTrailingZeros() : plain);
        }
        return elements;
    }

    /** Null elements are there all the same. */
    private static Object shown(Object element) {
        return element == null ? "null" : element;
    }

    private static boolean hasProperties(Object value) {
        return value instanceof Map || Properties.has(value.getClass());
    }

    private static Map<Object, Object> properties(Object value) {
        if (!(value instanceof Map)) {
            return Properties.of(value);
        }
        Map<Object, Object> properties = new LinkedHashMap<>();
        ((Map<?, ?>) value)
                .forEach((key, inner) -> properties.put(key instanceof Number ? key.toString() : plain(key), inner));
        return properties;
    }

    /** Keys that look like data rather than names, such as numbers and identifiers, all have the same segment. */
    private static String segment(Object key) {
        return key instanceof String && isName((String) key) ? "." + key : ".{}";
    }

    private static boolean isName(String key) {
        int digits = 0;
        boolean name = !key.isEmpty() && key.length() <= MOST_KEY_CHARACTERS && !isDigit(key.charAt(0));
        for (int i = 0; name && i < key.length(); i++) {
            char c = key.charAt(i);
            digits += isDigit(c) ? 1 : 0;
            name = digits <= MOST_KEY_DIGITS
                    && (isDigit(c) || c == '_' || c == '-' || c == '$' || Character.isLetter(c));
        }
        return name;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
