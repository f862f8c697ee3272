package dev.banyan.sdk;

import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The handles of one client, one per key and declared default. Thread-safe; a look-up allocates nothing. */
final class Handles {
    /** Keys should be constants. If they come from requests after all, memory must not grow with them. */
    private static final int MOST_PER_DEFAULT = 20_000;

    private final Client client;
    private final List<ConcurrentMap<String, RouteHandle>> byDefault = new ArrayList<>();

    Handles(Client client) {
        this.client = client;
        for (int i = 0; i < Stage.values().length; i++) {
            byDefault.add(new ConcurrentHashMap<>());
        }
    }

    RouteHandle of(String key, Stage declaredDefault) {
        ConcurrentMap<String, RouteHandle> handles = byDefault.get(declaredDefault.ordinal());
        RouteHandle known = handles.get(key);
        if (known != null) {
            return known;
        }
        RouteHandle made = new RouteHandle(key, declaredDefault, client);
        RouteHandle first = handles.size() < MOST_PER_DEFAULT ? handles.putIfAbsent(key, made) : null;
        return first == null ? made : first;
    }
}
