package dev.banyan.evaluation;

import java.util.Arrays;
import java.util.Locale;

/** A rollback of every route of an environment at once. */
public enum EnvironmentRollback {
    /** Every route goes back to its {@link RouteKind#rollbackStage()} at most. */
    ROLLBACK,
    /** Every route goes to {@code off}: no call reaches the new side, which will need a backfill afterwards. */
    ISOLATE;

    private final String key = name().toLowerCase(Locale.ROOT);

    /**
     * The rollback with that key.
     *
     * @param key {@code rollback} or {@code isolate}
     * @throws IllegalArgumentException when there is no such rollback; the message names the allowed keys
     */
    public static EnvironmentRollback parse(String key) {
        for (EnvironmentRollback rollback : values()) {
            if (rollback.key.equals(key)) {
                return rollback;
            }
        }
        throw Unknown.key("rollback", key, Arrays.stream(values()).map(EnvironmentRollback::key));
    }

    /** The name used on the wire: {@code rollback} or {@code isolate}. */
    public String key() {
        return key;
    }

    /** The highest stage that a route of that kind may be at while this rollback holds. */
    public Stage cap(RouteKind kind) {
        return this == ROLLBACK ? kind.rollbackStage() : Stage.OFF;
    }
}
