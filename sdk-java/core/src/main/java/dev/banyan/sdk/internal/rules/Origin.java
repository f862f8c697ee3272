package dev.banyan.sdk.internal.rules;

import dev.banyan.sdk.Source;
import java.util.Collections;
import java.util.Map;

/** Where a ruleset came from, and in which words. Immutable but for the bytes, which nobody changes. */
final class Origin {
    static final Origin NOWHERE = new Origin(Source.NONE, null, null, Collections.emptyMap());

    final Source source;
    /** What it was read from; null when that was a resource. */
    final byte[] text;
    /** As the server named it, or null. */
    final String entityTag;
    /** The texts of the rules that routes keep because newer ones are not understood; by route. */
    final Map<String, String> kept;

    Origin(Source source, byte[] text, String entityTag, Map<String, String> kept) {
        this.source = source;
        this.text = text;
        this.entityTag = entityTag;
        this.kept = kept;
    }
}
