package dev.banyan.server.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that the sender of a change has seen. */
public final class IfMatch {
    private static final Pattern VERSION = Pattern.compile("\\s*\"?(\\d{1,18})\"?\\s*");

    private IfMatch() {}

    /**
     * @param header the {@code If-Match} header as it came
     * @throws Problem 428 when it is missing, 400 when it is not a version
     */
    public static long version(String header) {
        if (header == null || header.isBlank()) {
            throw Problem.of(428, "precondition-required", "The version you have seen is required")
                    .detail("A change must say which version it is based on, so that nobody's work is overwritten.")
                    .field("If-Match")
                    .remedy("Read the resource and send its ETag as If-Match.")
                    .build();
        }
        Matcher version = VERSION.matcher(header);
        if (!version.matches()) {
            throw Problem.badRequest("If-Match is not a version.", "Send the ETag of the resource, such as \"7\".");
        }
        return Long.parseLong(version.group(1));
    }

    public static String etag(long version) {
        return "\"" + version + "\"";
    }
}
