package dev.banyan.server.guard.rail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the new side is judged. */
public enum Method {
    /** Against what legacy did in the same interval. */
    COMPARED,
    /** By requests that both sides served. */
    PAIRED,
    /** Against a budget, because there is nothing to compare it with. */
    ALONE;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Method parse(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
