package dev.banyan.server.web.live;

import dev.banyan.server.address.PathPrefix;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Something that an open page shows, in named pieces of markup.
 *
 * @param name for the log
 * @param key all that the markup depends on; whoever has the same sees the same
 * @param every how often to look at the latest; at once, too, when something was changed or applied
 * @param read on another thread, when the request is over
 */
public record LiveSubject(String name, Object key, Duration every, Supplier<Map<String, String>> read) {
    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final Duration SELDOM = Duration.ofSeconds(1);

    /**
     * Of the request in hand, under the path by which its sender sees us.
     *
     * @param variant what else the markup depends on, beside what the name says
     */
    public static LiveSubject of(String name, Object variant, Supplier<Map<String, String>> read) {
        return new LiveSubject(name, List.of(name, variant, PathPrefix.current()), OFTEN, PathPrefix.keep(read));
    }

    /** For what takes many looks at the database, or for what is in memory only. */
    public LiveSubject seldom() {
        return new LiveSubject(name, key, SELDOM, read);
    }
}
