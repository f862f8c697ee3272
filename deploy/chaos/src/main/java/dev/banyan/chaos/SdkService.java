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

/** With the SDK as it is delivered, and threads that use it. {@link PreviousSdk} gives the same code another release of the SDK. */
public final class SdkService implements Service {

    /** The shortest that the public builder allows, so that a run ends in time; a refused key waits 15 to 45 s. */
    private static final Duration SILENCE = Duration.ofSeconds(6);

    private static final Duration SLOW_RETRY = Duration.ofSeconds(30);

    private final String instance;
    private final Banyan banyan;
    private final List<Caller> callers;

    private SdkService(String instance, Banyan banyan) {
        this.instance = instance;
        this.banyan = banyan;
        this.callers = Stream.of(1, 2)
                .map(number -> new Caller(instance + "-" + number, banyan.route(Plane.ROUTE)))
                .toList();
    }

    public static Service start(String instance, String url, String sdkKey, Path cache) {
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
        SdkService service = new SdkService(instance, banyan);
        service.callers.forEach(Thread::start);
        return service;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public boolean streaming() {
        return banyan.status().state() == ConnectionState.STREAMING;
    }

    @Override
    public boolean sees(long revision) {
        return callers.stream().allMatch(caller -> caller.seen() == revision);
    }

    @Override
    public long revision() {
        return banyan.status().revision();
    }

    @Override
    public String epoch() {
        return banyan.status().epoch();
    }

    @Override
    public String status() {
        return banyan.status().toString();
    }

    @Override
    public long troubles() {
        return banyan.status().counters().transportFaults()
                + banyan.status().counters().refusedRulesets()
                + banyan.status().counters().cacheFaults();
    }

    @Override
    public void endCalls() throws InterruptedException {
        for (Caller caller : callers) {
            caller.end();
            caller.join();
        }
    }

    @Override
    public long recorded() {
        return made() - banyan.status().counters().droppedOutcomes();
    }

    @Override
    public long made() {
        return sum(Caller::made);
    }

    @Override
    public long slow() {
        return sum(Caller::slow);
    }

    @Override
    public long waits() {
        return sum(Caller::waits);
    }

    @Override
    public long blockedMillis() {
        return callers.stream().mapToLong(Caller::blockedMillis).max().orElse(0);
    }

    @Override
    public long stepsBack() {
        return sum(Caller::stepsBack);
    }

    @Override
    public long slowestNanos() {
        return callers.stream().mapToLong(Caller::slowestNanos).max().orElse(0);
    }

    @Override
    public long leastMade() {
        return callers.stream().mapToLong(Caller::made).min().orElse(0);
    }

    @Override
    public Optional<Throwable> thrown() {
        return callers.stream()
                .map(Caller::thrown)
                .filter(thrown -> thrown != null)
                .findFirst();
    }

    @Override
    public Set<Observation> observations() {
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
