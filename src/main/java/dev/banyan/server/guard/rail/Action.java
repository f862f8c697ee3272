package dev.banyan.server.guard.rail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the guard has done. */
public enum Action {
    ROLLED_BACK,
    PAUSED,
    TOLD;

    public static Action of(Reaction reaction) {
        return switch (reaction) {
            case ROLL_BACK -> ROLLED_BACK;
            case PAUSE -> PAUSED;
            case TELL -> TOLD;
        };
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static Action parse(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
