package dev.banyan.sdk.internal.kit;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** A few names, each with a number: the first come, as many as there is room for. Thread-safe and lock-free; allocates nothing. */
public final class Names {
    private final AtomicReferenceArray<String> names;

    public Names(int most) {
        names = new AtomicReferenceArray<>(most);
    }

    /** The number of a name; one beyond the last when there is no room for it. */
    public int of(String name) {
        for (int i = 0; i < names.length(); i++) {
            if (name.equals(names.get(i))) {
                return i;
            }
        }
        int free = 0;
        // Where somebody was faster, it may have been with this very name.
        while (free < names.length() && !names.compareAndSet(free, null, name) && !name.equals(names.get(free))) {
            free++;
        }
        return free;
    }

    /** Null when the number is free. */
    public String get(int number) {
        return names.get(number);
    }

    /** Makes room. Who has looked the number up a moment ago may still count for it, under the next name. */
    void free(int number) {
        names.set(number, null);
    }
}
