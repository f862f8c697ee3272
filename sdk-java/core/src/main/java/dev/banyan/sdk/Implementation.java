package dev.banyan.sdk;

/**
 * What one side does for a route: the legacy or the new implementation of a read or a write. Called by many threads at once,
 * those of shadow reads included.
 *
 * @param <Q> what it is asked with
 * @param <R> what it answers
 */
@FunctionalInterface
public interface Implementation<Q, R> {
    /** Does it; may return null, and may throw anything. */
    R call(Q request) throws Exception;
}
