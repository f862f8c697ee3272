package dev.banyan.wire;

import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.UnreadRoute;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rules that routes keep because newer ones are not understood, as texts: each a small ruleset of the revision that it comes from, so that they
 * outlast a restart. Stateless.
 */
public final class KeptText {

    private KeptText() {}

    /**
     * The texts of what a ruleset keeps, by route.
     *
     * @param now what may keep rules
     * @param before the rules in force before, or {@code null}
     * @param text what {@code before} was read from; {@code null} when that is not known, and then nothing new is found
     * @param known the texts of what {@code before} kept
     */
    public static Map<String, String> of(Ruleset now, Ruleset before, byte[] text, Map<String, String> known) {
        if (now.unread().isEmpty()) {
            return Collections.emptyMap();
        }
        Map<String, String> kept = new LinkedHashMap<>();
        RulesetParts parts = text == null ? new RulesetParts() : RulesetParts.of(Json.text(text));
        for (UnreadRoute route : now.unread()) {
            String key = route.key();
            if (route.keepsRules() && known.containsKey(key)) {
                kept.put(key, known.get(key));
            } else if (route.keepsRules() && parts.routes().containsKey(key)) {
                kept.put(key, text(before.route(key), parts));
            }
        }
        return Collections.unmodifiableMap(kept);
    }

    /** All of them as one JSON array; empty when there are none. */
    public static String join(Map<String, String> kept) {
        return kept.isEmpty() ? "" : '[' + String.join(",", kept.values()) + ']';
    }

    /**
     * What {@link #join} has joined, by route.
     *
     * @throws RulesetException when it is something else
     */
    public static Map<String, String> split(String joined) {
        Map<String, String> kept = new LinkedHashMap<>();
        JsonCursor cursor = new JsonCursor(joined);
        cursor.expect('[');
        while (cursor.more(']')) {
            String text = cursor.value();
            for (RouteRules route : ruleset(text).routes()) {
                kept.put(route.key(), text);
            }
        }
        return Collections.unmodifiableMap(kept);
    }

    /** The ruleset with the rules that it keeps. */
    public static Ruleset keeping(Ruleset ruleset, Map<String, String> kept) {
        Ruleset all = ruleset;
        for (String text : kept.values()) {
            all = all.keeping(ruleset(text));
        }
        return all;
    }

    private static Ruleset ruleset(String text) {
        return RulesetReader.readByParts(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(RouteRules route, RulesetParts parts) {
        Map<String, String> segments = new TreeMap<>(parts.segments());
        segments.keySet().retainAll(route.segments());
        byte[] text = RulesetText.compose(
                parts.frame(),
                segments.values(),
                Collections.singleton(parts.routes().get(route.key())));
        return Json.text(text);
    }
}
