package dev.banyan.server.web.live;

import io.smallrye.mutiny.subscription.Cancellable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All that open pages show of one environment. One look after the other, so that it never takes more than one connection. */
final class LivePlace {
    private final Map<Object, LiveReading> readings = new ConcurrentHashMap<>();
    private Cancellable ticks = () -> {};

    void begin(Cancellable ticks) {
        this.ticks = ticks;
    }

    void end() {
        ticks.cancel();
    }

    void join(OpenPage page) {
        page.view()
                .subjects()
                .forEach(subject -> readings.computeIfAbsent(subject.key(), key -> new LiveReading(subject))
                        .join(page));
    }

    void leave(OpenPage page) {
        for (LiveSubject subject : page.view().subjects()) {
            readings.computeIfPresent(subject.key(), (key, reading) -> {
                reading.leave(page);
                return reading.isForNobody() ? null : reading;
            });
        }
    }

    boolean isEmpty() {
        return readings.isEmpty();
    }

    void look(boolean changed) {
        readings.values().forEach(reading -> reading.look(changed, System.nanoTime()));
    }
}
