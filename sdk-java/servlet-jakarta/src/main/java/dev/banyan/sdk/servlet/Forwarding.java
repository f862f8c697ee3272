package dev.banyan.sdk.servlet;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Where requests decided <em>new</em> are forwarded to, and how patiently. Immutable; each method gives a changed copy. The address is
 * the only one that is ever connected to: nothing in a request can change it.
 */
public final class Forwarding {
    private static final Duration MOST_TIME = Duration.ofMinutes(10);

    final URI target;
    final Set<String> routes;
    final int connectMillis;
    final int readMillis;
    final long mostBodyBytes;
    final boolean readsFallBack;

    private Forwarding(
            URI target,
            Set<String> routes,
            int connectMillis,
            int readMillis,
            long mostBodyBytes,
            boolean readsFallBack) {
        this.target = target;
        this.routes = routes;
        this.connectMillis = connectMillis;
        this.readMillis = readMillis;
        this.mostBodyBytes = mostBodyBytes;
        this.readsFallBack = readsFallBack;
    }

    /**
     * Forwards to the given service all routes, waiting 1 s for the connection and 30 s for each piece of the answer; a body may have
     * 64 MiB; a failure is answered 502 or 504.
     *
     * @param address {@code http} or {@code https} with a host, perhaps a port, and no path
     * @throws IllegalArgumentException for any other address
     */
    public static Forwarding to(String address) {
        URI uri = URI.create(address);
        boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        boolean bare = uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null
                && (uri.getRawPath() == null
                        || uri.getRawPath().isEmpty()
                        || uri.getRawPath().equals("/"));
        if (!web || uri.getHost() == null || !bare) {
            throw new IllegalArgumentException("'" + address
                    + "' is no address to forward to: give scheme, host and port, such as http://orders:8080");
        }
        return new Forwarding(uri, Collections.emptySet(), 1_000, 30_000, 64L << 20, false);
    }

    /** Only these routes; the application serves the others, decided new or not. */
    public Forwarding routes(String... keys) {
        return new Forwarding(
                target, new HashSet<>(Arrays.asList(keys)), connectMillis, readMillis, mostBodyBytes, readsFallBack);
    }

    /** How long connecting may take, TLS included: 1 ms to 10 min. */
    public Forwarding connectTimeout(Duration time) {
        return new Forwarding(target, routes, millis(time), readMillis, mostBodyBytes, readsFallBack);
    }

    /** How long to wait for each piece of the answer: 1 ms to 10 min. */
    public Forwarding readTimeout(Duration time) {
        return new Forwarding(target, routes, connectMillis, millis(time), mostBodyBytes, readsFallBack);
    }

    /** How many bytes a request's body may have; a longer one is answered 413. */
    public Forwarding maxBodyBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("maxBodyBytes must not be negative: " + bytes);
        }
        return new Forwarding(target, routes, connectMillis, readMillis, bytes, readsFallBack);
    }

    /**
     * When no connection can be made, the application serves GET and HEAD itself instead of a 502. For routes whose legacy data is still
     * kept up to date only. Other methods are never served by anyone but the side that was decided.
     */
    public Forwarding readsFallBackToLegacy() {
        return new Forwarding(target, routes, connectMillis, readMillis, mostBodyBytes, true);
    }

    boolean includes(String route) {
        return routes.isEmpty() || routes.contains(route);
    }

    private static int millis(Duration time) {
        if (time.compareTo(MOST_TIME) > 0 || time.toMillis() < 1) {
            throw new IllegalArgumentException("A time-out must be 1 ms to 10 min: " + time);
        }
        return (int) time.toMillis();
    }
}
