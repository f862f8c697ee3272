package dev.banyan.sdk.internal;

import dev.banyan.sdk.BanyanListener;
import dev.banyan.sdk.internal.kit.Faults;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** Carries events to the listeners, off the threads that deliver rulesets. Bounded; noted by any thread, told by one. */
final class Events {
    static final int MOST_WAITING = 256;

    private final List<BanyanListener> listeners;
    private final Faults faults;
    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    Events(List<BanyanListener> listeners, Faults faults) {
        this.listeners = listeners;
        this.faults = faults;
    }

    void note(Consumer<BanyanListener> event) {
        if (!listeners.isEmpty()) {
            later(() -> listeners.forEach(listener -> tell(event, listener)));
        }
    }

    /** For what may come in floods: it takes no room away from what comes seldom. */
    void noteOneOfMany(Consumer<BanyanListener> event) {
        if (listeners.isEmpty()) {
            return;
        }
        if (waiting.remainingCapacity() > MOST_WAITING / 2) {
            note(event);
        } else {
            faults.listenerTooSlow();
        }
    }

    /** For what a request's thread must not wait for, such as a log line. */
    void later(Runnable work) {
        if (!waiting.offer(work)) {
            faults.listenerTooSlow();
        }
    }

    void tell() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
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
