package dev.banyan.sdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** HTTP answers, good and bad, as bytes. */
public final class Answers {
    private Answers() {}

    public static byte[] status(int status, String... headers) {
        return head(status, "Content-Length: 0", headers);
    }

    public static byte[] json(String body) {
        return whole("application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] html() {
        return whole("text/html; charset=utf-8", "<html><body>Welcome!</body></html>".getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzipped(String json) {
        return gzipped("application/json", json);
    }

    static byte[] gzipped(String contentType, String body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "Content-Encoding: gzip";
        return whole(contentType, gzip(body.getBytes(StandardCharsets.UTF_8)), all);
    }

    /** A few kilobytes that unpack to a gigabyte's share of spaces. */
    static byte[] bomb(int unpackedBytes) {
        byte[] spaces = new byte[unpackedBytes];
        java.util.Arrays.fill(spaces, (byte) ' ');
        return whole("application/json", gzip(spaces), "Content-Encoding: gzip");
    }

    static byte[] streamHead(String... headers) {
        return head(200, "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked", headers);
    }

    static byte[] chunk(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return join(
                (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII),
                bytes,
                "\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] lastChunk() {
        return "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] whole(String contentType, byte[] body, String... headers) {
        return join(head(200, "Content-Type: " + contentType + "\r\nContent-Length: " + body.length, headers), body);
    }

    private static byte[] head(int status, String first, String... headers) {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 " + status + " Whatever\r\nConnection: close\r\n" + first + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
