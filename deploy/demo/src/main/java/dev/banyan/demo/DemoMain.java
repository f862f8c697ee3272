package dev.banyan.demo;

import dev.banyan.demo.load.LoadGenerator;
import dev.banyan.demo.shop.LegacyShop;
import dev.banyan.demo.shop.NewOrders;
import dev.banyan.harness.Arguments;
import dev.banyan.harness.Child;
import dev.banyan.harness.ManagementApi;
import dev.banyan.harness.Ports;
import dev.banyan.harness.RunFailure;
import java.net.URI;
import java.nio.file.Path;

/** Starts everything, prints what to try, and waits for Ctrl-C. */
public final class DemoMain {

    private static final int USUAL_LEGACY_PORT = 8081;
    private static final int USUAL_NEW_PORT = 8082;

    private record Shops(URI legacy, URI modern) {}

    private DemoMain() {}

    public static void main(String... words) {
        try {
            Arguments arguments = Arguments.parse(words);
            Path directory = Path.of(arguments.text("data")).toAbsolutePath().normalize();
            Demo demo = new Demo(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(demo)));
            run(arguments, directory, demo);
        } catch (RunFailure | IllegalArgumentException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static void run(Arguments arguments, Path directory, Demo demo) {
        int port = arguments.number("port");
        requireFree(port);
        DemoState state = DemoState.open(directory.resolve("demo.properties"));
        long start = System.nanoTime();
        say("Starting the server on port " + port + " …");
        demo.startServer(Path.of(arguments.text("server-jar")), port, state.password("admin"));
        say("Ready after " + tenths(System.nanoTime() - start) + " s. Looking after the sample project …");
        URI server = URI.create("http://localhost:" + port);
        SampleProject project =
                new SampleProject(ManagementApi.signIn(server, "admin", state.password("admin")), state);
        project.ensure();
        say("Starting the legacy shop, the new orders service and their customers …");
        Shops shops = startShops(demo, project, server, arguments.number("rate"));
        Panel.Facts facts = new Panel.Facts(server, shops.legacy(), shops.modern(), state, demo.logs(), directory);
        System.out.print(Panel.of(facts, arguments.text("colour").equals("yes")));
        Child ended = demo.firstToEnd().join();
        if (!demo.ending()) {
            throw new RunFailure(ended.farewell());
        }
    }

    private static Shops startShops(Demo demo, SampleProject project, URI server, int rate) {
        int legacyPort = Ports.usualOrFree(USUAL_LEGACY_PORT);
        int newPort = Ports.usualOrFree(USUAL_NEW_PORT);
        URI legacy = URI.create("http://localhost:" + legacyPort);
        URI modern = URI.create("http://localhost:" + newPort);
        demo.startService("legacy-shop", LegacyShop.class, legacyPort, project.sdkKey("legacy-shop"), server, modern);
        demo.startService("new-orders", NewOrders.class, newPort, project.sdkKey("new-orders"), server, legacy);
        demo.startCustomers(LoadGenerator.class, legacy, modern, rate);
        return new Shops(legacy, modern);
    }

    private static void requireFree(int port) {
        if (!Ports.isFree(port)) {
            throw new RunFailure("Port " + port
                    + " is taken: stop what uses it, or choose another port: BANYAN_PORT=8090 ./banyan demo");
        }
    }

    private static void end(Demo demo) {
        say("Ending the demo …");
        demo.stop();
        say("All of it has ended.");
    }

    private static String tenths(long nanos) {
        return String.valueOf(nanos / 100_000_000 / 10.0);
    }

    private static void say(String words) {
        System.out.println(words);
    }
}
