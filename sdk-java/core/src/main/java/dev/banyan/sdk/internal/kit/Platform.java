package dev.banyan.sdk.internal.kit;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the client takes from its surroundings: time, chance and connections. A seam for tests; production always uses
 * {@link #SYSTEM}. Implementations are thread-safe.
 */
public interface Platform {
    /** The real clock, random numbers and network. */
    Platform SYSTEM = new Platform() {};

    /** Monotonic time in nanoseconds, as {@link System#nanoTime()}. */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** Wall-clock time in milliseconds since 1970; may jump. */
    default long wallMillis() {
        return System.currentTimeMillis();
    }

    /** A random number in [0, 1). */
    default double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /** An environment variable, empty when it is not set. */
    default String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    /** A system property, empty when it is not set. */
    default String property(String name) {
        return System.getProperty(name, "");
    }

    /** Opens, without connecting, a connection to the given address. */
    default HttpURLConnection open(URL url) throws IOException {
        return (HttpURLConnection) url.openConnection();
    }
}
