package dev.banyan.server.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** A text that many get, in the forms in which it is sent: each made once, when the first asks for it. The bytes must not be modified. */
final class Payload {
    private final byte[] text;
    private final Once<byte[]> gzipped;
    private final Once<byte[]> event;

    /** @param text one line of UTF-8 */
    Payload(String kind, long revision, byte[] text) {
        this.text = text;
        this.gzipped = new Once<>(() -> gzip(text));
        this.event = new Once<>(() -> event(kind, revision, text));
    }

    byte[] text() {
        return text;
    }

    byte[] gzipped() {
        return gzipped.get();
    }

    /** As a server-sent event. */
    byte[] event() {
        return event.get();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] event(String kind, long revision, byte[] text) {
        byte[] before = ("event: " + kind + "\nid: " + revision + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        byte[] event = new byte[before.length + text.length + 2];
        System.arraycopy(before, 0, event, 0, before.length);
        System.arraycopy(text, 0, event, before.length, text.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }
}
