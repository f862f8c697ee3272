package dev.banyan.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.Banyan;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way from one service to the other, over real HTTP. */
class OtherServiceTest {

    private final BlockingQueue<Call> served = new LinkedBlockingQueue<>();
    private final Banyan banyan = Clients.ofBootstrap("the-shop.json");
    private final ShopServer server = serverOf(call -> {
        served.add(call);
        return new Reply(422, "{\"error\":\"no\"}");
    });

    @AfterEach
    void close() {
        server.close();
        banyan.close();
    }

    @Test
    void a_request_arrives_as_it_was_and_is_not_sent_back() {
        URI address =
                URI.create("http://127.0.0.1:" + server.http().getAddress().getPort());
        Call call =
                new Call("POST", "/orders", "dry=yes", "42", "off", "{}", "1:shop/test:0:orders.place=new@1", false);
        server.start();

        Reply reply = new OtherService(address).answer(call);

        assertThat(reply).isEqualTo(new Reply(422, "{\"error\":\"no\"}"));
        assertThat(served)
                .containsExactly(new Call(
                        "POST", "/orders", "dry=yes", "42", "off", "{}", "1:shop/test:0:orders.place=new@1", true));
    }

    private ShopServer serverOf(Shop here) {
        Shop unwanted = call -> Reply.of(500, "sent back");
        try {
            return new ShopServer(0, new FrontDoor(banyan, new Migrations(banyan, unwanted, here), here));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
