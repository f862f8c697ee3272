package dev.banyan.evaluation;

/**
 * Makes the table of a context's attributes: a small hash table from name to value in one array of pairs, at most half full. A
 * copy with one more attribute is one array, and a context with a thousand attributes is as quick to ask as one with two. The
 * context holds the array itself, so that a look-up touches as few objects as it can.
 */
final class Attributes {

    /** The table without attributes. */
    static final Object[] NONE = new Object[2];

    private Object[] table;
    private int size;
    private boolean shared = true;

    /** Starts from a table that others see: it is copied before the first change. */
    Attributes(Object[] table, int size) {
        this.table = table;
        this.size = size;
    }

    /** The value of that name, or {@code null}. Most names are literals and found at once, by reference. */
    static Object get(Object[] table, String name) {
        int slot = firstSlot(table, name);
        return table[slot] == name ? table[slot + 1] : table[slot(table, name) + 1];
    }

    void put(String name, Object value) {
        // One more must leave the table at most half full, so that every probe soon finds an empty slot.
        if ((size + 1) * 4 > table.length) {
            table = larger(table);
        } else if (shared) {
            table = table.clone();
        }
        shared = false;
        size += store(table, name, value);
    }

    int size() {
        return size;
    }

    /** Hands the table out: from now on it is seen by others. */
    Object[] table() {
        shared = true;
        return table;
    }

    /** How many attributes that adds: 0 when there was one of that name. */
    private static int store(Object[] table, String name, Object value) {
        int slot = slot(table, name);
        int added = table[slot] == null ? 1 : 0;
        table[slot] = name;
        table[slot + 1] = value;
        return added;
    }

    private static Object[] larger(Object[] table) {
        Object[] larger = new Object[table.length * 2];
        for (int i = 0; i < table.length; i += 2) {
            if (table[i] != null) {
                store(larger, (String) table[i], table[i + 1]);
            }
        }
        return larger;
    }

    /** Where that name is, or the empty slot where it belongs. */
    private static int slot(Object[] table, String name) {
        int mask = table.length - 2;
        int slot = firstSlot(table, name);
        Object found = table[slot];
        while (found != null && !name.equals(found)) {
            slot = slot + 2 & mask;
            found = table[slot];
        }
        return slot;
    }

    private static int firstSlot(Object[] table, String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 16) << 1 & table.length - 2;
    }
}
