package dev.banyan.sdk.internal.compare;

import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values in the form in which they are compared. */
final class Plain {
    private Plain() {}

    /** The value as it is compared: what stands in an Optional, the name of an enum constant, an array as a list. */
    static Object of(Object value) {
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
        int length = Array.getLength(array);
        return new AbstractList<Object>() {
            @Override
            public Object get(int index) {
                return Array.get(array, index);
            }

            @Override
            public int size() {
                return length;
            }
        };
    }

    /** Elements in a form in which equal means the same. */
    static Set<Object> elements(Set<?> set) {
        Set<Object> elements = new LinkedHashSet<>();
        for (Object element : set) {
            elements.add(Numbers.exact(of(element)));
        }
        return elements;
    }

    /** By keys that are the same text or number on both sides. */
    static Map<?, ?> entries(Map<?, ?> map) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        map.forEach((key, value) -> entries.put(key instanceof Number ? key.toString() : of(key), value));
        // Keys that only a map tells apart, such as 1 and "1", stay as they are, or one value would be lost.
        return entries.size() == map.size() ? entries : map;
    }
}
