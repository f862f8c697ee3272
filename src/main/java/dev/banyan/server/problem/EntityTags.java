package dev.banyan.server.problem;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The entity tags of a header as we made them: proxies that compress mark them as weak ({@code W/"7"}) or name the compression in them
 * ({@code "7-gzip"}).
 */
public final class EntityTags {
    private static final Pattern WEAK = Pattern.compile("^W/(?=\")");
    private static final Pattern COMPRESSED = Pattern.compile("(?:--?|;)(?:gzip|br|deflate|zstd)(?=\"$)");

    private EntityTags() {}

    /** With their quotes, in the order of the header; {@code *} stays what it is. */
    public static List<String> of(String header) {
        return Arrays.stream(header.split(",", -1)).map(EntityTags::ours).toList();
    }

    private static String ours(String tag) {
        String strong = WEAK.matcher(tag.strip()).replaceFirst("");
        return COMPRESSED.matcher(strong).replaceFirst("");
    }
}
