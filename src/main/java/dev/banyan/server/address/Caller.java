package dev.banyan.server.address;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;

/**
 * Who sent the request in hand, as far as the network can tell.
 *
 * @param address of the one before our proxies
 * @param secure whether they came by HTTPS
 * @param host the name and port by which they called us
 */
public record Caller(String address, boolean secure, String host) {
    private static final String KEY = "banyan.caller";
    private static final Caller UNKNOWN = new Caller("unknown", false, "");

    public static Caller current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY, UNKNOWN) : UNKNOWN;
    }

    static void enter(Caller caller) {
        ContextLocals.put(KEY, caller);
    }
}
