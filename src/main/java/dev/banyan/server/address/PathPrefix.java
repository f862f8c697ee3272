package dev.banyan.server.address;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The path under which whoever sent the request in hand sees this server: empty, or such as {@code /banyan}. Inside, all addresses begin at the
 * root; where one leaves the house, it gets the prefix.
 */
public final class PathPrefix {
    static final String FORM = "(/[A-Za-z0-9._~-]+)+/?";

    private static final Pattern USABLE = Pattern.compile(FORM);
    private static final String KEY = "banyan.path-prefix";
    /** While something is read for a request that is answered already, such as the next piece of a page that is open. */
    private static final ThreadLocal<String> KEPT = new ThreadLocal<>();

    private PathPrefix() {}

    public static String current() {
        if (KEPT.get() != null) {
            return KEPT.get();
        }
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY, "") : "";
    }

    /** An address of this server, as the outside must write it; anything else as it is. */
    public static String before(String address) {
        return before(current(), address);
    }

    static String before(String prefix, String address) {
        boolean inside = address.startsWith("/") && !address.startsWith("//");
        return inside ? prefix + address : address;
    }

    /** An address from outside, as it is called inside. */
    public static String without(String address) {
        return without(current(), address);
    }

    static String without(String prefix, String address) {
        boolean below = !prefix.isEmpty()
                && address.startsWith(prefix)
                && (address.length() == prefix.length() || "/?#".indexOf(address.charAt(prefix.length())) >= 0);
        String rest = below ? address.substring(prefix.length()) : address;
        return below && !rest.startsWith("/") ? "/" + rest : rest;
    }

    /** What will be read later on another thread, under the prefix of the request that is in hand now. */
    public static <T> Supplier<T> keep(Supplier<T> read) {
        String prefix = current();
        return () -> {
            String before = KEPT.get();
            KEPT.set(prefix);
            try {
                return read.get();
            } finally {
                KEPT.set(before);
            }
        };
    }

    static void enter(String prefix) {
        ContextLocals.put(KEY, prefix);
    }

    /** Empty for what is none: no header of a stranger must become part of an address. */
    static Optional<String> parse(String text) {
        return Optional.ofNullable(text)
                .filter(it -> USABLE.matcher(it).matches())
                .map(it -> it.endsWith("/") ? it.substring(0, it.length() - 1) : it);
    }
}
