package dev.banyan.server.ofrep;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;

/**
 * What the value of a flag is. A request does not say which type it wants, so every key has one: a route is two flags, of which the
 * second has a colon, which no route key can have.
 */
enum FlagForm {
    /** {@code orders.get}: true when the new side is authoritative. */
    SIDE(""),
    /** {@code orders.get:stage}: the key of the stage, for callers that run both sides themselves. */
    STAGE(":stage");

    private final String suffix;

    FlagForm(String suffix) {
        this.suffix = suffix;
    }

    static FlagForm of(String flagKey) {
        return flagKey.endsWith(STAGE.suffix) ? STAGE : SIDE;
    }

    String routeKey(String flagKey) {
        return flagKey.substring(0, flagKey.length() - suffix.length());
    }

    String flagKey(String routeKey) {
        return routeKey + suffix;
    }

    Object value(Stage stage) {
        return this == SIDE ? stage.side() == Side.NEW : stage.key();
    }

    String variant(Stage stage) {
        return this == SIDE ? stage.side().key() : stage.key();
    }
}
