package dev.banyan.soak;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.harness.Arguments;
import dev.banyan.harness.Lifeline;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.Outcome;
import dev.banyan.sdk.RouteHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A service of somebody else: some hundred decisions a second, for as long as whoever started it is there. */
public final class ServiceMain {
    private static final int CUSTOMERS = 500;
    private static final int LATENCY_NANOS = 1_000_000;
    private static final Duration PAUSE = Duration.ofMillis(10);

    private ServiceMain() {}

    public static void main(String... words) throws InterruptedException {
        Lifeline.hold();
        Arguments arguments = Arguments.parse(words);
        Banyan banyan = Banyan.builder()
                .url(arguments.text("url"))
                .sdkKey(arguments.text("key"))
                .application("soak")
                .instance(arguments.text("instance"))
                .cacheDirectory(Path.of(arguments.text("cache")))
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(banyan::close));
        List<RouteHandle> routes = World.ROUTES.stream().map(banyan::route).toList();
        for (int customer = 0; true; customer = (customer + 1) % CUSTOMERS) {
            Context context = Context.of("customer-" + customer);
            routes.forEach(route -> serve(route, context));
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private static void serve(RouteHandle route, Context context) {
        Decision decision = route.decide(context);
        route.record(decision, Operation.READ, LATENCY_NANOS, Outcome.SUCCESS);
    }
}
