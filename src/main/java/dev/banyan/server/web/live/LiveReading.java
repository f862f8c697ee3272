package dev.banyan.server.web.live;

import dev.banyan.server.database.Recurring;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** One subject, looked at once for all pages that show it. Looked at by one thread at a time; otherwise thread-safe. */
final class LiveReading {
    /** A tick comes a little early or late. */
    private static final Duration NEARLY = Duration.ofMillis(100);

    private static final Recurring RECURRING = new Recurring(Logger.getLogger(LiveReading.class));

    /** A page that is open. */
    interface Watcher {
        void show(Map<String, LivePiece> pieces);

        /** It could not be read: whoever comes back hears why. */
        void end();
    }

    private final LiveSubject subject;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private long lookedAt;
    private boolean looked;

    LiveReading(LiveSubject subject) {
        this.subject = subject;
    }

    void join(Watcher watcher) {
        watchers.add(watcher);
    }

    void leave(Watcher watcher) {
        watchers.remove(watcher);
    }

    boolean isForNobody() {
        return watchers.isEmpty();
    }

    void look(boolean changed, long nanos) {
        if (changed
                || !looked
                || nanos - lookedAt >= subject.every().minus(NEARLY).toNanos()) {
            looked = true;
            lookedAt = nanos;
            look();
        }
    }

    private void look() {
        // Whoever comes while we look may have seen something newer already.
        List<Watcher> before = List.copyOf(watchers);
        boolean[] read = new boolean[1];
        RECURRING.attempt("Reading " + subject.name() + " for open pages", () -> {
            Map<String, LivePiece> pieces = pieces(subject.read().get());
            before.forEach(watcher -> watcher.show(pieces));
            read[0] = true;
        });
        if (!read[0]) {
            before.forEach(Watcher::end);
        }
    }

    private static Map<String, LivePiece> pieces(Map<String, String> markup) {
        Map<String, LivePiece> pieces = new LinkedHashMap<>();
        markup.forEach((name, text) -> pieces.put(name, LivePiece.of(name, text)));
        return pieces;
    }
}
