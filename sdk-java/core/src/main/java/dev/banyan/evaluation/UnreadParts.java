package dev.banyan.evaluation;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a ruleset holds beside what is understood; collected with it, and unchanged after that. */
final class UnreadParts {

    private final Map<String, UnreadRoute> routes = new LinkedHashMap<>();
    private final Map<String, String> head = new LinkedHashMap<>();
    private final Map<String, String> segments = new LinkedHashMap<>();
    /** Why an entry has no key that can be read: it may be any route, or {@code null} when there is no such entry. */
    private String nameless;

    void copyTo(UnreadParts other) {
        other.routes.putAll(routes);
        other.head.putAll(head);
        other.segments.putAll(segments);
        other.nameless = nameless;
    }

    void add(UnreadRoute route) {
        routes.putIfAbsent(route.key(), route);
    }

    void addNameless(String reason) {
        nameless = nameless == null ? reason : nameless;
    }

    void addSegment(String key, String reason) {
        segments.putIfAbsent(key, reason);
    }

    void addHead(String field, String reason) {
        head.putIfAbsent(field, reason);
    }

    boolean isEmpty() {
        return routes.isEmpty() && head.isEmpty() && nameless == null;
    }

    boolean has(String route) {
        return routes.containsKey(route);
    }

    UnreadRoute route(String key) {
        return routes.get(key);
    }

    Collection<UnreadRoute> routes() {
        return Collections.unmodifiableCollection(routes.values());
    }

    Map<String, String> head() {
        return Collections.unmodifiableMap(head);
    }

    Map<String, String> segments() {
        return Collections.unmodifiableMap(segments);
    }

    boolean hasSegment(String key) {
        return segments.containsKey(key);
    }

    /** Whether rules of a route that is not among those understood are wanted: it is not understood, or may be the entry without a key. */
    boolean lacks(String key) {
        return has(key) ? !route(key).keepsRules() : nameless != null;
    }

    void keep(String key, KeptRules rules) {
        UnreadRoute route = has(key) ? route(key) : UnreadRoute.of(key, nameless, null, null);
        routes.put(key, route.keeping(rules));
    }
}
