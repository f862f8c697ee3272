package dev.banyan.sdk.internal.kit;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The client's few log lines. Warnings are limited to one
 * a minute and topic, so that an outage fills no disk. Never logs the SDK key or anything about a context. Thread-safe.
 */
public final class Log {
    /** What a warning is about; each topic has its own limit. */
    public enum Topic {
        STREAM,
        POLL,
        REPORT,
        RULESET,
        PIN,
        OVERRIDE,
        FILE,
        LISTENER,
        BREAKER,
        SECOND_WRITE,
        SECOND_WRITE_LOST,
        REPAIR,
        UNREAD,
        INTERNAL
    }

    private static final long SPACING_NANOS = 60_000_000_000L;

    private static final String NAME = "dev.banyan.sdk";

    private LogSink sink;
    private final Platform platform;
    private final Map<Topic, Long> lastNanos = new EnumMap<>(Topic.class);
    private final Map<Topic, Integer> suppressed = new EnumMap<>(Topic.class);

    public Log(Platform platform) {
        this.platform = platform;
    }

    public void info(String message) {
        write(message, LogSink::info);
    }

    /** For what is said once by its nature. */
    public void warn(String message) {
        write(message, LogSink::warn);
    }

    public void warn(Topic topic, String message) {
        int kept = allowed(topic);
        if (kept >= 0) {
            write(message + (kept == 0 ? "" : " (" + kept + " like it were not logged)"), LogSink::warn);
        }
    }

    /** A line that cannot be written is lost, but not the thread that had something to say. */
    private void write(String line, BiConsumer<LogSink, String> how) {
        try {
            how.accept(sink(), line);
        } catch (RuntimeException | Error unwritable) {
            // There is nobody left to be told.
        }
    }

    /** Found when the first line is to be written: a logging system takes long to wake up, and a start counts. */
    private synchronized LogSink sink() {
        sink = sink == null ? LogSink.find(NAME, Log.class.getClassLoader()) : sink;
        return sink;
    }

    /** The number of lines suppressed before this one, or -1 when this one is to be suppressed too. */
    private synchronized int allowed(Topic topic) {
        long now = platform.nanoTime();
        Long last = lastNanos.get(topic);
        if (last != null && now - last < SPACING_NANOS) {
            suppressed.merge(topic, 1, Integer::sum);
            return -1;
        }
        lastNanos.put(topic, now);
        Integer kept = suppressed.remove(topic);
        return kept == null ? 0 : kept;
    }
}
