package dev.banyan.sdk;

import dev.banyan.evaluation.Side;
import java.util.Objects;

/** The implementations of both sides. Immutable. */
final class Sides<Q, R> {
    private final Implementation<? super Q, ? extends R> legacy;
    private final Implementation<? super Q, ? extends R> fresh;

    Sides(Implementation<? super Q, ? extends R> legacy, Implementation<? super Q, ? extends R> fresh) {
        this.legacy = Objects.requireNonNull(legacy, "legacy");
        this.fresh = Objects.requireNonNull(fresh, "fresh");
    }

    R call(Side side, Q request) throws Exception {
        return side == Side.NEW ? fresh.call(request) : legacy.call(request);
    }

    static Side other(Side side) {
        return side == Side.NEW ? Side.LEGACY : Side.NEW;
    }
}
