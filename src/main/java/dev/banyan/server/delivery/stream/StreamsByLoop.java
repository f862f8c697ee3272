package dev.banyan.server.delivery.stream;

import dev.banyan.server.delivery.kit.Failures;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Streams, each looked after on its own event loop: work is handed over once per loop, not once per stream. One that fails, with whatever,
 * is cut off and costs no other its care. Thread-safe.
 */
public final class StreamsByLoop<S extends OpenStream> {
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final Failures FAILURES = new Failures(Logger.getLogger(StreamsByLoop.class), System::nanoTime);

    private final Map<Context, Set<S>> byLoop = new ConcurrentHashMap<>();

    public void add(S stream) {
        byLoop.computeIfAbsent(stream.response().context(), loop -> ConcurrentHashMap.newKeySet())
                .add(stream);
    }

    /** @return false when it was removed before */
    public boolean remove(S stream) {
        return byLoop.getOrDefault(stream.response().context(), Set.of()).remove(stream);
    }

    /** Runs on every stream's own event loop. */
    public void forEach(Consumer<? super S> action) {
        byLoop.forEach(
                (loop, streams) -> loop.runOnContext(nothing -> streams.forEach(stream -> lookAfter(stream, action))));
    }

    /** Before the server stops: their clients hear of an end, and go to another replica. Waits until all are over, for a moment at most. */
    public void endAll() {
        forEach(stream -> stream.response().end());
        long until = System.nanoTime() + GOODBYE.toNanos();
        while (all().findAny().isPresent() && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(OFTEN.toNanos());
        }
    }

    /** As they are at some moment from now on. */
    Stream<S> all() {
        return byLoop.values().stream().flatMap(Set::stream);
    }

    private void lookAfter(S stream, Consumer<? super S> action) {
        try {
            action.accept(stream);
        } catch (Throwable failed) {
            FAILURES.say("A stream failed, and is cut off", failed);
            drop(stream);
        }
    }

    private void drop(S stream) {
        try {
            stream.response().cutOff();
        } catch (Throwable failed) {
            FAILURES.say("A stream could not be cut off", failed);
        }
        remove(stream);
    }
}
