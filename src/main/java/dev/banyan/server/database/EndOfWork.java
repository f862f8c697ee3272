package dev.banyan.server.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * When the server stops, no work begins any more, and what is under way may end before the ground is taken from under its feet: it would fail
 * in ways that look like faults. Of the whole process, since whoever works may not even have been reached by the container.
 */
@ApplicationScoped
class EndOfWork {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration OFTEN = Duration.ofMillis(5);

    private static final AtomicInteger UNDER_WAY = new AtomicInteger();
    private static volatile boolean ended;

    static boolean has() {
        return ended;
    }

    /** Whether work may begin; if so, {@link #done} says that it is over. */
    static boolean begin() {
        UNDER_WAY.incrementAndGet();
        boolean late = ended;
        if (late) {
            UNDER_WAY.decrementAndGet();
        }
        return !late;
    }

    static void done() {
        UNDER_WAY.decrementAndGet();
    }

    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        ended = false;
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        ended = true;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (UNDER_WAY.get() > 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(OFTEN.toNanos());
        }
    }
}
