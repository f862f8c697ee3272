package dev.banyan.sdk.openfeature;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;

/**
 * What the value of a flag is, under the same keys as the server's OFREP answers: a route is two flags, of which the second has a
 * colon, which no route key can have.
 */
enum FlagForm {
    /** {@code orders.get}: true when the new side is authoritative. */
    SIDE("", Boolean.class),
    /** {@code orders.get:stage}: the key of the stage, for callers that run both sides themselves. */
    STAGE(":stage", String.class);

    private final String suffix;
    private final Class<?> type;

    FlagForm(String suffix, Class<?> type) {
        this.suffix = suffix;
        this.type = type;
    }

    static FlagForm of(String flagKey) {
        return flagKey.endsWith(STAGE.suffix) ? STAGE : SIDE;
    }

    String routeKey(String flagKey) {
        return flagKey.substring(0, flagKey.length() - suffix.length());
    }

    Class<?> type() {
        return type;
    }

    Object value(Stage stage) {
        return this == SIDE ? (Object) (stage.side() == Side.NEW) : stage.key();
    }

    String variant(Stage stage) {
        return this == SIDE ? stage.side().key() : stage.key();
    }
}
