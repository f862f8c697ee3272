package dev.banyan.chaos;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** What may stand in the place of an answer. */
final class Lies {

    private static final int BOMB_BYTES = 64 * 1024 * 1024;

    private Lies() {}

    static Liar.Lie status(int status) {
        return exchange -> {
            send(exchange, status, "text/plain", ("status " + status).getBytes(StandardCharsets.US_ASCII));
            return true;
        };
    }

    static Liar.Lie redirectInCircles() {
        return exchange -> {
            String host = exchange.getRequestHeaders().getFirst("Host");
            exchange.getResponseHeaders().set("Location", "http://" + host + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(302, -1);
            return true;
        };
    }

    static Liar.Lie html() {
        byte[] page = "<!doctype html><title>Please sign in</title>".getBytes(StandardCharsets.US_ASCII);
        return exchange -> {
            send(exchange, 200, "text/html", page);
            return true;
        };
    }

    /** A few kilobytes that unpack to many megabytes of spaces. */
    static Liar.Lie bomb() {
        byte[] packed = packedSpaces();
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, "application/json", packed);
            return true;
        };
    }

    /** As the ruleset, in stream and snapshot alike; reports reach the server. A stream ends after it. */
    static Liar.Lie served(String ruleset) {
        byte[] body = bytes(ruleset);
        byte[] event = bytes("event: snapshot\nid: 1\ndata: " + ruleset + "\n\n");
        return exchange -> {
            switch (exchange.getRequestURI().getPath()) {
                case Liar.SNAPSHOT -> send(exchange, 200, "application/json", body);
                case Liar.STREAM -> send(exchange, 200, "text/event-stream", event);
                default -> {
                    return false;
                }
            }
            return true;
        };
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packedSpaces() {
        byte[] spaces = new byte[BOMB_BYTES];
        Arrays.fill(spaces, (byte) ' ');
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(spaces);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
