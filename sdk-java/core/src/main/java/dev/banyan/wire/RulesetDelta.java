package dev.banyan.wire;

import dev.banyan.evaluation.Ruleset;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What makes the text of one revision out of that of another: the new head, segments and routes that are new or have changed, and the keys of
 * those that are gone. Total, as {@link RulesetReader} is: any bytes become a delta, and any two texts a ruleset's text, or a {@link
 * RulesetException}. Immutable.
 */
public final class RulesetDelta {

    private final long from;
    private final String checksum;
    private final Ruleset head;
    private final RulesetParts changed;
    private final List<String> removedSegments;
    private final List<String> removedRoutes;

    private RulesetDelta(JsonNode node, RulesetParts changed) {
        this.from = node.get("from").whole();
        this.checksum = node.get("checksum").text(RulesetReader.MAX_NAME);
        this.head = HeadReader.read(node.get("head")).build();
        this.changed = changed;
        JsonNode removed = node.get("removed");
        this.removedSegments = keys(removed, "segments", RulesetReader.MAX_SEGMENTS);
        this.removedRoutes = keys(removed, "routes", RulesetReader.MAX_ROUTES);
    }

    /**
     * Reads a delta.
     *
     * @param utf8 the JSON text
     * @throws RulesetException when the bytes are no delta within the limits; says where and why
     */
    public static RulesetDelta read(byte[] utf8) {
        if (utf8 == null || utf8.length > RulesetReader.MAX_BYTES) {
            throw new RulesetException(
                    "$", utf8 == null ? "there is nothing" : "more than " + RulesetReader.MAX_BYTES + " bytes");
        }
        String text = Json.text(utf8);
        return new RulesetDelta(JsonNode.document(Json.read(text)), RulesetParts.of(text));
    }

    /** The revision that it changes, of the epoch of its {@link #head()}. */
    public long from() {
        return from;
    }

    /** What the result says beside segments and routes, which are missing here. */
    public Ruleset head() {
        return head;
    }

    /**
     * The text of the result.
     *
     * @param held the text of revision {@link #from()}, composed by {@link RulesetText}
     * @throws RulesetException when the result has another checksum than the delta says
     */
    public byte[] applyTo(byte[] held) {
        RulesetParts parts = RulesetParts.of(Json.text(held));
        merge(parts.segments(), changed.segments(), removedSegments);
        merge(parts.routes(), changed.routes(), removedRoutes);
        byte[] result = RulesetText.compose(
                changed.head(), parts.segments().values(), parts.routes().values());
        String actual = RulesetText.checksum(result);
        if (!actual.equals(checksum)) {
            throw new RulesetException("$.checksum", "the result has " + actual + " instead of " + checksum);
        }
        return result;
    }

    private static void merge(Map<String, String> held, Map<String, String> changed, List<String> removed) {
        for (String key : removed) {
            held.remove(key);
        }
        held.putAll(changed);
    }

    private static List<String> keys(JsonNode removed, String sort, int most) {
        return removed.isNull() ? Collections.emptyList() : removed.get(sort).each(most, RulesetReader::name);
    }
}
