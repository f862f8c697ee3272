package dev.banyan.server.access.kit;

import dev.banyan.server.address.Caller;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Whose page sent the request in hand. Browsers say it in one of several ways, and no page can make them say it falsely. */
public final class RequestOrigin {
    private static final String SITE = "Sec-Fetch-Site";
    private static final String ORIGIN = "Origin";

    private RequestOrigin() {}

    /** Whether a browser says that it was a page of ours. */
    public static boolean isOurs(UnaryOperator<String> header) {
        String site = header.apply(SITE);
        if (site != null) {
            return site.equals("same-origin");
        }
        String from = Optional.ofNullable(header.apply(ORIGIN)).orElseGet(() -> header.apply("Referer"));
        return from != null && isOurs(from);
    }

    /** Whether a browser says that it was a page of somebody else. Programs say nothing. */
    public static boolean isForeign(UnaryOperator<String> header) {
        String site = header.apply(SITE);
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = header.apply(ORIGIN);
        return origin != null && !isOurs(origin);
    }

    private static boolean isOurs(String address) {
        try {
            return Caller.current().host().equalsIgnoreCase(new URI(address).getRawAuthority());
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}
