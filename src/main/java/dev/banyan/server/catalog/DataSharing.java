package dev.banyan.server.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether two cohorts of a route can meet in the same data. */
public enum DataSharing {
    /** Cohorts read each other's writes, so they must all be at the same or adjacent stages. */
    SHARED,
    /** Data is split by the bucketing key: each context only ever meets its own. */
    PARTITIONED;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DataSharing parse(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
