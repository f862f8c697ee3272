package dev.banyan.bench.peers.banyan;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Sends one ruleset on the stream, so that a client can save it as it would in service, and nods at everything else. */
final class ShortLivedControlPlane implements AutoCloseable {
    private final HttpServer server;

    ShortLivedControlPlane(String ruleset) throws IOException {
        byte[] event = ("event: snapshot\nid: 1\ndata: " + ruleset + "\n\n").getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, 204, -1, new byte[0]));
        server.createContext("/sdk/v1/stream", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            answer(exchange, 200, 0, event);
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, int length, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
