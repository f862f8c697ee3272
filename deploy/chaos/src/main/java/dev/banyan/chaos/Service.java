package dev.banyan.chaos;

import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.ConnectionState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service of somebody else: the SDK as it is delivered, and threads that use it. */
final class Service implements AutoCloseable {

    /** The shortest that the public builder allows, so that a run ends in time; a refused key waits 15 to 45 s. */
    static final Duration SILENCE = Duration.ofSeconds(6);

    static final Duration SLOW_RETRY = Duration.ofSeconds(30);

    private final String instance;
    private final Banyan banyan;
    private final List<Caller> callers;

    private Service(String instance, Banyan banyan) {
        this.instance = instance;
        this.banyan = banyan;
        this.callers = Stream.of(1, 2)
                .map(number -> new Caller(instance + "-" + number, banyan.route(Plane.ROUTE)))
                .toList();
    }

    static Service start(String instance, String url, String sdkKey, Path cache) {
        Banyan banyan = Banyan.builder()
                .url(url)
                .sdkKey(sdkKey)
                .application("chaos")
                .instance(instance)
                .cacheDirectory(cache)
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(SILENCE)
                .slowRetry(SLOW_RETRY)
                .build();
        Service service = new Service(instance, banyan);
        service.callers.forEach(Thread::start);
        return service;
    }

    String instance() {
        return instance;
    }

    boolean streaming() {
        return banyan.status().state() == ConnectionState.STREAMING;
    }

    /** Whether each thread has been served by exactly this revision. */
    boolean sees(long revision) {
        return callers.stream().allMatch(caller -> caller.seen() == revision);
    }

    long revision() {
        return banyan.status().revision();
    }

    String epoch() {
        return banyan.status().epoch();
    }

    String status() {
        return banyan.status().toString();
    }

    /** How often the client itself has noticed that something was wrong. */
    long troubles() {
        return banyan.status().counters().transportFaults()
                + banyan.status().counters().refusedRulesets()
                + banyan.status().counters().cacheFaults();
    }

    void endCalls() throws InterruptedException {
        for (Caller caller : callers) {
            caller.end();
            caller.join();
        }
    }

    /** What the SDK has taken, less what it says that it dropped. */
    long recorded() {
        return made() - banyan.status().counters().droppedOutcomes();
    }

    long made() {
        return sum(Caller::made);
    }

    long slow() {
        return sum(Caller::slow);
    }

    long waits() {
        return sum(Caller::waits);
    }

    /** Of the caller that had to stand longest. */
    long blockedMillis() {
        return callers.stream().mapToLong(Caller::blockedMillis).max().orElse(0);
    }

    long stepsBack() {
        return sum(Caller::stepsBack);
    }

    long slowestNanos() {
        return callers.stream().mapToLong(Caller::slowestNanos).max().orElse(0);
    }

    /** Of the caller that made the fewest. */
    long leastMade() {
        return callers.stream().mapToLong(Caller::made).min().orElse(0);
    }

    Optional<Throwable> thrown() {
        return callers.stream()
                .map(Caller::thrown)
                .filter(thrown -> thrown != null)
                .findFirst();
    }

    Set<Caller.Observation> observations() {
        return callers.stream()
                .flatMap(caller -> caller.observations().stream())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        callers.forEach(Caller::end);
        banyan.close();
    }

    private long sum(ToLongFunction<Caller> figure) {
        return callers.stream().mapToLong(figure).sum();
    }
}
