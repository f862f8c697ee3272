package dev.banyan.server.health.figures;

import dev.banyan.server.database.Sums;
import java.util.Map;
import java.util.TreeMap;

/** Errors by kind, boundedly many: beyond that they are of the kind {@code other}. */
public final class Kinds {
    static final String OTHER = "other";
    static final int MOST = 12;

    private Kinds() {}

    static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        Map<String, Long> sum = new TreeMap<>(one);
        other.forEach((kind, count) -> add(sum, kind, count));
        return sum;
    }

    public static void add(Map<String, Long> sum, String kind, long count) {
        boolean fits = sum.containsKey(kind) || sum.size() < MOST;
        sum.merge(fits ? kind : OTHER, count, Sums::of);
    }

    static Map<String, Long> share(Map<String, Long> kinds, Apportionment share) {
        Map<String, Long> part = new TreeMap<>();
        long before = 0;
        for (Map.Entry<String, Long> kind : kinds.entrySet()) {
            long count = share.of(before, before + kind.getValue());
            before += kind.getValue();
            if (count > 0) {
                part.put(kind.getKey(), count);
            }
        }
        return part;
    }
}
