package dev.banyan.sdk.internal;

import dev.banyan.sdk.BanyanListener;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Carries events to the listeners, off the threads that deliver rulesets. Bounded; noted by any thread, told by one. */
final class Events {
    static final int MOST_WAITING = 256;

    private final List<BanyanListener> listeners;
    private final Faults faults;
    private final BlockingQueue<Consumer<BanyanListener>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    Events(List<BanyanListener> listeners, Faults faults) {
        this.listeners = listeners;
        this.faults = faults;
    }

    void note(Consumer<BanyanListener> event) {
        if (!listeners.isEmpty() && !waiting.offer(event)) {
            faults.listenerTooSlow();
        }
    }

    void tell() {
        for (Consumer<BanyanListener> event = waiting.poll(); event != null; event = waiting.poll()) {
            for (BanyanListener listener : listeners) {
                tell(event, listener);
            }
        }
    }

    private void tell(Consumer<BanyanListener> event, BanyanListener listener) {
        try {
            event.accept(listener);
        } catch (Throwable thrown) {
            faults.listener(thrown);
        }
    }
}
