package dev.banyan.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests as nobody should send them: whatever is given goes over the line as it is. One connection, made again when the server has closed
 * it. Not thread-safe.
 */
public final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    /** @param status 0 when the server hung up instead of answering */
    public record Answer(int status, String type, String body) {}

    private Socket socket;
    private InputStream in;

    public Answer send(String method, String uri, Map<String, String> headers, byte[] body) throws IOException {
        boolean fresh = socket == null;
        try {
            return exchange(method, uri, headers, body);
        } catch (IOException gone) {
            close();
            if (fresh) {
                return new Answer(0, "", gone.toString());
            }
            return send(method, uri, headers, body);
        }
    }

    private Answer exchange(String method, String uri, Map<String, String> headers, byte[] body) throws IOException {
        if (socket == null) {
            socket = new Socket("localhost", RestAssured.port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        StringBuilder head = new StringBuilder(method + " " + uri + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(head.append("Content-Length: ")
                .append(body.length)
                .append("\r\n\r\n")
                .toString()
                .getBytes(UTF_8));
        request.write(body);
        OutputStream out = socket.getOutputStream();
        out.write(request.toByteArray());
        out.flush();
        return answer();
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.put(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1).strip());
        }
        if (headers.getOrDefault("Content-Type", "").startsWith("text/event-stream")) {
            // It has no end.
            close();
            return new Answer(status, headers.get("Content-Type"), "");
        }
        String body = new String(body(status, headers), UTF_8);
        if (headers.getOrDefault("Connection", "").toLowerCase(Locale.ROOT).equals("close")) {
            close();
        }
        return new Answer(status, headers.getOrDefault("Content-Type", ""), body);
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if (!headers.containsKey("Transfer-Encoding")) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunk(); size > 0; size = chunk()) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server has hung up");
            }
            line.write(c);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
