package dev.banyan.demo.shop;

import dev.banyan.demo.Arguments;
import dev.banyan.demo.Lifeline;
import dev.banyan.evaluation.Side;
import dev.banyan.sdk.Banyan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What both services have in common: a Banyan client, a front door, a way to the other one, and an end. */
final class ShopService {

    private static final int SHADOW_THREADS = 4;
    private static final int SHADOWS_WAITING = 64;

    private ShopService() {}

    static ShopServer start(String name, Side side, Arguments arguments, Function<ScheduledExecutorService, Shop> shop)
            throws IOException {
        Lifeline.hold();
        Banyan banyan = connect(name, arguments);
        ScheduledExecutorService timer = Daemons.timer("pace");
        Shop here = shop.apply(timer);
        Shop there = new OtherService(URI.create(arguments.text("other")));
        ShopServer server =
                new ShopServer(arguments.number("port"), new FrontDoor(banyan, side, here, there, shadows()));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            banyan.close();
        }));
        server.start();
        return server;
    }

    /** Does not wait for the control plane: with it away, the service starts on what it knew last. */
    private static Banyan connect(String name, Arguments arguments) {
        return Banyan.builder()
                .url(arguments.text("banyan"))
                .sdkKey(System.getenv("BANYAN_SDK_KEY"))
                .application(name)
                .version("1.0")
                .cacheDirectory(Path.of(arguments.text("cache")))
                // Twice as often as usual: somebody watches.
                .flushInterval(Duration.ofMillis(500))
                .build();
    }

    /** Small and bounded: when the new side is slow, comparisons are dropped rather than piled up. */
    private static ThreadPoolExecutor shadows() {
        return new ThreadPoolExecutor(
                SHADOW_THREADS,
                SHADOW_THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(SHADOWS_WAITING),
                Daemons.named("shadow"));
    }
}
