package dev.banyan.sdk.internal.compare;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Values that can be read only once, such as streams: comparing one would take it away from the caller that it was made for. Known by
 * their types' names, since not every application has them all. Thread-safe.
 */
public final class OneShot {
    private static final Set<String> TYPES = new HashSet<>(Arrays.asList(
            "java.io.InputStream",
            "java.io.Reader",
            "java.nio.channels.ReadableByteChannel",
            "java.nio.file.DirectoryStream",
            "java.sql.ResultSet",
            "java.util.Enumeration",
            "java.util.Iterator",
            "java.util.Spliterator",
            "java.util.concurrent.Flow$Publisher",
            "java.util.stream.BaseStream",
            "kotlin.sequences.Sequence",
            "kotlinx.coroutines.flow.Flow",
            "org.reactivestreams.Publisher"));

    private static final ClassValue<Boolean> KNOWN = new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isOneShot(type);
        }
    };

    private OneShot() {}

    /** Whether it is one, or an {@code Optional} of one. */
    public static boolean is(Object value) {
        Object inner = value instanceof Optional ? ((Optional<?>) value).orElse(null) : value;
        return inner != null && KNOWN.get(inner.getClass());
    }

    /** Lets go of what a value holds if it is one: of the answer that nobody gets, nobody else will. Never throws. */
    public static void close(Object value) {
        Object inner = value instanceof Optional ? ((Optional<?>) value).orElse(null) : value;
        try {
            if (inner instanceof AutoCloseable && is(inner)) {
                ((AutoCloseable) inner).close();
            }
        } catch (Exception | Error unclosed) {
            // It was of no use anyway.
        }
    }

    private static boolean isOneShot(Class<?> type) {
        return type != null
                && (TYPES.contains(type.getName())
                        || isOneShot(type.getSuperclass())
                        || Arrays.stream(type.getInterfaces()).anyMatch(OneShot::isOneShot));
    }
}
