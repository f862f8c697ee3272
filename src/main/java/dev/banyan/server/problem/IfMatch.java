package dev.banyan.server.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that the sender of a change has seen. */
public final class IfMatch {
    private static final Pattern VERSION = Pattern.compile("(\"?)(\\d{1,18})\\1");
    private static final int MOST = 10;
    private static final int PRECONDITION_FAILED = 412;

    private IfMatch() {}

    /**
     * Makes a change that is based on one of the versions in the header.
     *
     * @param header the {@code If-Match} header as it came: a version or several, of which the current one must be one
     * @param change what to do, given a version that the sender has seen; refuses with 412 when it is not the current one
     * @throws Problem 428 when it is missing, 400 when it names no version, 412 when none of them is the current one
     */
    public static <T> T anyOf(String header, LongFunction<T> change) {
        List<Long> versions = versions(header);
        for (long version : versions.subList(0, versions.size() - 1)) {
            try {
                return change.apply(version);
            } catch (Problem another) {
                if (another.status() != PRECONDITION_FAILED) {
                    throw another;
                }
            }
        }
        return change.apply(versions.get(versions.size() - 1));
    }

    private static List<Long> versions(String header) {
        if (header == null || header.isBlank()) {
            throw Problem.of(428, "precondition-required", "The version you have seen is required")
                    .detail("A change must say which version it is based on, so that nobody's work is overwritten.")
                    .field("If-Match")
                    .remedy("Read the resource and send its ETag as If-Match.")
                    .build();
        }
        List<Long> versions = new ArrayList<>();
        for (String tag : EntityTags.of(header)) {
            Matcher version = VERSION.matcher(tag);
            if (!version.matches() || versions.size() == MOST) {
                throw notAVersion();
            }
            versions.add(Long.valueOf(version.group(2)));
        }
        return versions;
    }

    /** {@code *} among them: whoever sends it has seen nothing. */
    private static Problem notAVersion() {
        return Problem.badRequest(
                "If-Match is not a version.",
                "Send the ETag of the resource, such as \"7\"; or up to " + MOST + " of them, with commas between.");
    }

    public static String etag(long version) {
        return "\"" + version + "\"";
    }
}
