package dev.banyan.server.access.kit;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where to go after signing in. Only paths of this server: a link to our sign-in page must not lead on to somebody else's. */
public final class LocalPath {

    private static final int MAX_LENGTH = 1_000;

    private LocalPath() {}

    /** The wanted path if it is one of ours, the start page otherwise. */
    public static String orHome(String wanted) {
        return isLocal(wanted) ? wanted : "/";
    }

    /** The sign-in page that leads back to where one wanted to go. */
    public static String signInFor(String wanted) {
        String next = orHome(wanted);
        return next.equals("/") ? "/sign-in" : "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** The path of a whole address, such as htmx tells in HX-Current-URL; its host does not matter, we stay on ours. */
    public static String ofAddress(String address) {
        try {
            URI uri = new URI(address == null ? "" : address);
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return orHome(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
        } catch (URISyntaxException e) {
            return "/";
        }
    }

    /** Browsers read "//host" and "/\host" as another server, and skip control characters while doing so. */
    public static boolean isLocal(String path) {
        return path != null
                && path.length() <= MAX_LENGTH
                && path.startsWith("/")
                && !path.startsWith("//")
                && !path.startsWith("/sign-")
                && path.indexOf('\\') < 0
                && path.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
    }
}
