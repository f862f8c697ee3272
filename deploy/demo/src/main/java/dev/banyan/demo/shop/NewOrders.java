package dev.banyan.demo.shop;

import com.sun.net.httpserver.HttpExchange;
import dev.banyan.evaluation.Side;
import dev.banyan.harness.Arguments;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The new service: the mobile app comes in here. Takes 5 to 10 ms for an answer, and can be made to fail. */
public final class NewOrders {

    private NewOrders() {}

    public static void main(String... arguments) throws IOException {
        AtomicReference<Faults> faults = new AtomicReference<>(Faults.NONE);
        ShopServer server = ShopService.start(
                "new-orders",
                Side.NEW,
                Arguments.parse(arguments),
                (desk, timer) -> new Pace(desk, timer, 5, 10, faults::get));
        server.http().createContext("/demo/faults", exchange -> switchFaults(exchange, faults));
    }

    private static void switchFaults(HttpExchange exchange, AtomicReference<Faults> faults) throws IOException {
        int status = 200;
        String answer;
        try {
            if (exchange.getRequestMethod().equals("POST")) {
                faults.set(Faults.parse(
                        Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("")));
            }
            answer = faults.get().toString();
        } catch (IllegalArgumentException refused) {
            status = 400;
            answer = "Nothing was changed: " + refused.getMessage() + ".";
        }
        ShopServer.say(exchange, status, answer);
    }
}
