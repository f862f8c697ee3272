package dev.banyan.demo.shop;

import com.sun.net.httpserver.HttpExchange;
import dev.banyan.evaluation.Side;
import dev.banyan.harness.Arguments;
import dev.banyan.harness.Lifeline;
import dev.banyan.sdk.Banyan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;

/** What both services have in common: a database, a Banyan client, a front door, a way to the other one, and an end. */
final class ShopService {

    private ShopService() {}

    /** @param pace what makes the bare desk a shop that behaves as the service should */
    static ShopServer start(
            String name, Side side, Arguments arguments, BiFunction<Shop, ScheduledExecutorService, Shop> pace)
            throws IOException {
        Lifeline.hold();
        Banyan banyan = connect(name, arguments);
        Database database = new Database();
        Shop here = pace.apply(new Desk(database, Clock.systemUTC()), Daemons.timer("pace"));
        Shop there = new OtherService(URI.create(arguments.text("other")));
        Shop legacy = side == Side.LEGACY ? here : there;
        Shop modern = side == Side.LEGACY ? there : here;
        Migrations migrations = new Migrations(banyan, legacy, modern);
        ShopServer server = new ShopServer(arguments.number("port"), new FrontDoor(banyan, migrations, here));
        Repair repair = new Repair(banyan, migrations.placeOrder().route(), database, legacy, modern);
        server.http().createContext("/demo/reconcile", exchange -> reconcile(exchange, name, repair));
        endWith(server, banyan);
        server.start();
        return server;
    }

    private static void endWith(ShopServer server, Banyan banyan) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            banyan.close();
        }));
    }

    private static void reconcile(HttpExchange exchange, String name, Repair repair) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            ShopServer.say(exchange, 200, name + ", orders that one side has missed: " + repair.run() + ".");
        } else {
            ShopServer.say(exchange, 405, "Nothing was done: this wants a POST.");
        }
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
}
