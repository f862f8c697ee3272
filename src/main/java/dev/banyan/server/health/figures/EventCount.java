package dev.banyan.server.health.figures;

import dev.banyan.server.database.Sums;

/**
 * How often the application counted an event of its own.
 *
 * @param onLegacy while legacy served the request
 * @param onNew while new served it
 */
public record EventCount(long onLegacy, long onNew) {
    public EventCount {
        onLegacy = Sums.within(onLegacy);
        onNew = Sums.within(onNew);
    }

    EventCount plus(EventCount other) {
        return new EventCount(onLegacy + other.onLegacy, onNew + other.onNew);
    }

    EventCount share(Apportionment share) {
        return new EventCount(share.of(onLegacy), share.of(onNew));
    }
}
