package dev.banyan.server.web.browser;

import static org.awaitility.Awaitility.await;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.ConnectionState;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.Outcome;
import dev.banyan.sdk.RouteHandle;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two services with real SDKs, and customers who ask them for one route. */
public final class TestTraffic implements AutoCloseable {
    public static final int CUSTOMERS = 400;

    private final List<Banyan> services;
    private final String route;
    private final ScheduledExecutorService customers = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean newSideFails;
    private int turn;

    public TestTraffic(String url, String sdkKey, String route) {
        this.route = route;
        this.services = List.of(service(url, sdkKey, "legacy-shop"), service(url, sdkKey, "new-orders"));
    }

    public TestTraffic start() {
        services.forEach(service -> await().atMost(Duration.ofSeconds(60))
                .until(() -> service.status().state() == ConnectionState.STREAMING));
        customers.scheduleAtFixedRate(this::request, 0, 5, TimeUnit.MILLISECONDS);
        return this;
    }

    public void failOnNew(boolean fail) {
        newSideFails = fail;
    }

    /** Whom the new side serves, as every service sees it; they agree once a change has reached all. */
    public Set<String> servedByNew() {
        List<Set<String>> views =
                services.stream().map(this::servedByNew).distinct().toList();
        if (views.size() > 1) {
            throw new IllegalStateException("the services do not agree yet");
        }
        return views.get(0);
    }

    private Set<String> servedByNew(Banyan service) {
        RouteHandle handle = service.route(route);
        return IntStream.range(0, CUSTOMERS)
                .mapToObj(TestTraffic::customer)
                .filter(customer -> handle.isNew(Context.of(customer)))
                .collect(Collectors.toSet());
    }

    private void request() {
        RouteHandle handle = services.get(turn % services.size()).route(route);
        Decision decision = handle.decide(Context.of(customer(turn++ % CUSTOMERS)));
        boolean fails = decision.isNew() && newSideFails;
        handle.record(decision, Operation.READ, 12_000_000, fails ? Outcome.ERROR : Outcome.SUCCESS);
    }

    private static String customer(int number) {
        return "customer-" + number;
    }

    private static Banyan service(String url, String sdkKey, String application) {
        return Banyan.builder()
                .url(url)
                .sdkKey(sdkKey)
                .application(application)
                .version("1.0")
                .withoutCache()
                .build();
    }

    @Override
    public void close() {
        customers.shutdownNow();
        services.forEach(Banyan::close);
    }
}
