package dev.banyan.sdk.opentelemetry;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;

/** Reads headers from a map, as a server's instrumentation does from a request. */
final class MapGetter implements TextMapGetter<Map<String, String>> {
    @Override
    public Iterable<String> keys(Map<String, String> headers) {
        return headers.keySet();
    }

    @Override
    public String get(Map<String, String> headers, String name) {
        return headers.get(name);
    }
}
