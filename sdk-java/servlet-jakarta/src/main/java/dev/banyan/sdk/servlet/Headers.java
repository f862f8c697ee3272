package dev.banyan.sdk.servlet;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers belong to one connection only (RFC 9110, 7.6.1), and which cannot be passed on safely. */
final class Headers {
    private static final Set<String> HOP_BY_HOP = Collections.unmodifiableSet(new HashSet<>(Arrays.asList(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings")));

    private Headers() {}

    /** The names in lower case that end here, those that the header {@code Connection} names included. */
    static Set<String> ending(List<String> connection) {
        Set<String> names = new HashSet<>(HOP_BY_HOP);
        for (String value : connection) {
            for (String name : value.split(",")) {
                names.add(lower(name.trim()));
            }
        }
        return names;
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0);
    }

    /** Whether it can stand in a header: nothing that ends a line, nothing that one byte cannot say. */
    static boolean isValue(String text) {
        return text != null && text.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f && c <= 0xff);
    }
}
