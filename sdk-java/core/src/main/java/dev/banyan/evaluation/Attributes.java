package dev.banyan.evaluation;

/**
 * A small hash table from name to value, at most half full, in one array of pairs: a look-up touches two objects, the copy in
 * {@link #with} is one array, and a context with a thousand attributes is as quick to ask as one with two.
 */
final class Attributes {

    static final Attributes NONE = new Attributes(new Object[2], 0);

    private final Object[] pairs;
    private int size;

    private Attributes(Object[] pairs, int size) {
        this.pairs = pairs;
        this.size = size;
    }

    int size() {
        return size;
    }

    Object get(String name) {
        return pairs[slot(pairs, name) + 1];
    }

    /** A copy with one more attribute, or with a new value for it. */
    Attributes with(String name, Object value) {
        Attributes copy = new Attributes(grown(), size);
        copy.store(name, value);
        return copy;
    }

    /** As {@link #with}, but in place while there is room: only for a builder that has not handed this out. */
    Attributes putting(String name, Object value) {
        if (isFull()) {
            return with(name, value);
        }
        store(name, value);
        return this;
    }

    private void store(String name, Object value) {
        int slot = slot(pairs, name);
        if (pairs[slot] == null) {
            size++;
        }
        pairs[slot] = name;
        pairs[slot + 1] = value;
    }

    /** One more must leave the table at most half full, so that every probe finds an empty slot soon. */
    private boolean isFull() {
        return (size + 1) * 4 > pairs.length;
    }

    private Object[] grown() {
        if (!isFull()) {
            return pairs.clone();
        }
        Object[] larger = new Object[pairs.length * 2];
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] != null) {
                int slot = slot(larger, (String) pairs[i]);
                larger[slot] = pairs[i];
                larger[slot + 1] = pairs[i + 1];
            }
        }
        return larger;
    }

    /** Where that name is, or the empty slot where it belongs. */
    private static int slot(Object[] pairs, String name) {
        int mask = pairs.length - 2;
        int hash = name.hashCode();
        int slot = (hash ^ hash >>> 16) << 1 & mask;
        Object found = pairs[slot];
        while (found != null && !name.equals(found)) {
            slot = slot + 2 & mask;
            found = pairs[slot];
        }
        return slot;
    }
}
