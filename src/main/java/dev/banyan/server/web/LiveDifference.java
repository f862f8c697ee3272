package dev.banyan.server.web;

import dev.banyan.server.address.PathPrefix;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Sends of a page only the pieces that are not what they were, and a sign of life when none is. Used by one thread at a time. */
final class LiveDifference {
    private final Sse sse;
    private final Supplier<Map<String, String>> read;
    private final Map<String, String> sent = new HashMap<>();

    LiveDifference(Sse sse, Supplier<Map<String, String>> read) {
        this.sse = sse;
        this.read = PathPrefix.keep(read);
    }

    List<OutboundSseEvent> next() {
        List<OutboundSseEvent> events = new ArrayList<>();
        read.get().forEach((name, markup) -> {
            if (!markup.equals(sent.put(name, markup))) {
                events.add(event(name, markup));
            }
        });
        return events.isEmpty() ? List.of(event("beat", "-")) : events;
    }

    private OutboundSseEvent event(String name, String data) {
        return sse.newEventBuilder().name(name).data(data).build();
    }
}
