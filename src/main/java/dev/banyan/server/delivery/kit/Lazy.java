package dev.banyan.server.delivery.kit;

import java.util.function.Supplier;

/** A value that is made when it is first asked for, by whoever asks, and only once. Thread-safe. */
public final class Lazy<T> implements Supplier<T> {
    private Supplier<T> maker;
    private volatile T value;

    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        return value == null ? make() : value;
    }

    public boolean isMade() {
        return value != null;
    }

    private synchronized T make() {
        if (value == null) {
            value = maker.get();
            maker = null;
        }
        return value;
    }
}
