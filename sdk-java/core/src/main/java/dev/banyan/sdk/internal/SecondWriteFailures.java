package dev.banyan.sdk.internal;

/**
 * Hears of each write that the authoritative side has taken and the other side has not. Called on the thread of the write,
 * whose caller waits for it. Thread-safe; what it throws is swallowed and logged.
 */
public interface SecondWriteFailures {
    /**
     * Takes note of one write.
     *
     * @param key names the record that was written, as the application said; null when it says nothing
     */
    void failed(String route, String key, Throwable why);
}
