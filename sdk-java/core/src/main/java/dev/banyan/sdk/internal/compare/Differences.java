package dev.banyan.sdk.internal.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds where two values differ: maps, records and beans by property, lists and arrays by position, sets by membership, all
 * else as a whole. Nothing counts as equal that was not seen to be: beyond {@link #MOST_NODES} values and {@link #MOST_DEPTH} levels values
 * are compared as a whole, and where it cannot be told whether they are the same, as with a property that throws on both sides, that
 * is a {@linkplain Difference#isFault() fault}. Names {@link #MOST} differences, and one fault for all others. Cycles end where they close.
 * Not thread-safe; for one comparison.
 */
public final class Differences {
    static final int MOST = 50;
    static final int MOST_DEPTH = 32;
    static final int MOST_NODES = 10_000;

    private final double tolerance;
    private final Map<String, Difference> found = new LinkedHashMap<>();
    private final Object[] legacyAbove = new Object[MOST_DEPTH];
    private final Object[] freshAbove = new Object[MOST_DEPTH];
    private int nodes;
    /** How often anything was found, known places included. */
    private int finds;

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
        Object legacy = Plain.of(legacyValue);
        Object fresh = Plain.of(freshValue);
        if (legacy == fresh) {
            return;
        }
        if (++nodes > MOST_NODES) {
            compareWhole(legacy, fresh, "more than " + MOST_NODES + " values");
        } else if (legacy == null || fresh == null) {
            add(Difference.of(path, legacy, fresh));
        } else if (OneShot.is(legacy) || OneShot.is(fresh)) {
            add(Difference.fault("can be read only once at " + path));
        } else if (legacy instanceof Number && fresh instanceof Number) {
            addUnless(Numbers.same((Number) legacy, (Number) fresh, tolerance), path, legacy, fresh);
        } else {
            compareShapes(path, legacy, fresh, depth);
        }
    }

    private void compareShapes(String path, Object legacy, Object fresh, int depth) {
        if (legacy instanceof Set && fresh instanceof Set) {
            compareSets(path + "[]", (Set<?>) legacy, (Set<?>) fresh);
        } else if (legacy instanceof Collection && fresh instanceof Collection
                || hasProperties(legacy) && hasProperties(fresh)) {
            enter(path, legacy, fresh, depth);
        } else if (legacy.getClass() == fresh.getClass()) {
            addUnless(legacy.equals(fresh), path, legacy, fresh);
        } else {
            add(Difference.ofType(path, legacy, fresh));
        }
    }

    private void enter(String path, Object legacy, Object fresh, int depth) {
        if (depth == MOST_DEPTH) {
            compareWhole(legacy, fresh, "more than " + MOST_DEPTH + " levels");
            return;
        }
        if (closesCycle(legacy, fresh, depth)) {
            return;
        }
        legacyAbove[depth] = legacy;
        freshAbove[depth] = fresh;
        if (legacy instanceof Collection) {
            compareLists(path + "[]", (Collection<?>) legacy, (Collection<?>) fresh, depth + 1);
        } else if (legacy.getClass() != fresh.getClass() || legacy instanceof Map) {
            compareProperties(path, properties(legacy), properties(fresh), depth + 1);
        } else {
            compareObjects(path, legacy, fresh, depth + 1);
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

    /** Beyond a bound: what is not equal may still be the same, so nobody knows. */
    private void compareWhole(Object legacy, Object fresh, String bound) {
        if (!Objects.equals(legacy, fresh)) {
            add(Difference.fault(bound));
        }
    }

    private void compareLists(String path, Collection<?> legacy, Collection<?> fresh, int depth) {
        Iterator<?> ofLegacy = legacy.iterator();
        Iterator<?> ofFresh = fresh.iterator();
        while (ofLegacy.hasNext() && ofFresh.hasNext()) {
            compare(path, ofLegacy.next(), ofFresh.next(), depth);
        }
        if (ofLegacy.hasNext()) {
            add(Difference.of(path, shown(ofLegacy.next()), null));
        } else if (ofFresh.hasNext()) {
            add(Difference.of(path, null, shown(ofFresh.next())));
        }
    }

    private void compareSets(String path, Set<?> legacy, Set<?> fresh) {
        Set<Object> ofLegacy = Plain.elements(legacy);
        Set<Object> ofFresh = Plain.elements(fresh);
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

    /**
     * Of one class, so that its word counts beside its properties: it may have state that none of them shows. Its {@code equals} may be
     * stricter than we are, though (1.0 is not 1.00), so what it calls different is a difference only where that does not explain it.
     */
    private void compareObjects(String path, Object legacy, Object fresh, int depth) {
        Map<?, ?> ofLegacy = properties(legacy);
        Map<?, ?> ofFresh = properties(fresh);
        compareProperties(path, ofLegacy, ofFresh, depth);
        Boolean equal = ownWord(legacy, fresh);
        if (Boolean.TRUE.equals(equal)) {
            return;
        }
        int before = finds;
        Map<Object, Object> hiddenInLegacy = Properties.hiddenIn(legacy);
        Map<Object, Object> hiddenInFresh = Properties.hiddenIn(fresh);
        compareProperties(path, hiddenInLegacy, hiddenInFresh, depth);
        if (equal != null && finds == before && ofLegacy.equals(ofFresh) && hiddenInLegacy.equals(hiddenInFresh)) {
            add(Difference.of(path, legacy, fresh));
        }
    }

    /** Null when the class does not say what equal means, or cannot in this case. */
    private static Boolean ownWord(Object legacy, Object fresh) {
        try {
            return Properties.declareEquals(legacy.getClass()) ? legacy.equals(fresh) : null;
        } catch (RuntimeException | StackOverflowError unable) {
            return null;
        }
    }

    private void compareProperties(String path, Map<?, ?> legacy, Map<?, ?> fresh, int depth) {
        for (Map.Entry<?, ?> property : legacy.entrySet()) {
            Object key = property.getKey();
            compareProperty(path + Segments.of(key), property.getValue(), fresh.get(key), depth);
        }
        for (Map.Entry<?, ?> property : fresh.entrySet()) {
            Object key = property.getKey();
            if (!legacy.containsKey(key)) {
                compareProperty(path + Segments.of(key), null, property.getValue(), depth);
            }
        }
    }

    private void compareProperty(String path, Object legacy, Object fresh, int depth) {
        if (legacy instanceof Unread && fresh instanceof Unread) {
            add(Difference.fault(legacy + " at " + path));
        } else {
            compare(path, legacy, fresh, depth);
        }
    }

    private void addUnless(boolean same, String path, Object legacy, Object fresh) {
        if (!same) {
            add(Difference.of(path, legacy, fresh));
        }
    }

    private void add(Difference difference) {
        finds++;
        String place = difference.kind() + difference.path();
        if (found.size() < MOST || found.containsKey(place)) {
            found.putIfAbsent(place, difference);
        } else {
            found.putIfAbsent("", Difference.fault("more than " + MOST + " places"));
        }
    }

    /** Null elements are there all the same. */
    private static Object shown(Object element) {
        return element == null ? "null" : element;
    }

    private static boolean hasProperties(Object value) {
        return value instanceof Map || Properties.has(value.getClass());
    }

    private static Map<?, ?> properties(Object value) {
        return value instanceof Map ? Plain.entries((Map<?, ?>) value) : Properties.of(value);
    }
}
