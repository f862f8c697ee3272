package dev.banyan.server.delivery.kit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A text that many get, in the forms in which it is sent: each made once, when the first asks for it, and kept outside of the heap, from
 * where a connection takes it without a copy of its own. Thread-safe.
 */
public final class Payload {
    private final Form form;
    private final byte[] text;
    private final Lazy<ByteBuffer> plain;
    private final Lazy<ByteBuffer> gzipped;
    private final Lazy<ByteBuffer> event;

    public enum Form {
        SNAPSHOT,
        DELTA;

        /** The name of the event. */
        private final String key = name().toLowerCase(Locale.ROOT);

        String key() {
            return key;
        }
    }

    /** @param text one line of UTF-8; must not be modified */
    public Payload(Form form, long revision, byte[] text) {
        this.form = form;
        this.text = text;
        this.plain = new Lazy<>(() -> outsideOfTheHeap(text));
        this.gzipped = new Lazy<>(() -> outsideOfTheHeap(gzip(text)));
        this.event = new Lazy<>(() -> outsideOfTheHeap(
                ("event: " + form.key() + "\nid: " + revision + "\ndata: ").getBytes(StandardCharsets.US_ASCII),
                text,
                new byte[] {'\n', '\n'}));
    }

    public Form form() {
        return form;
    }

    /** Must not be modified. */
    public byte[] text() {
        return text;
    }

    public ByteBuf plain() {
        return Unpooled.wrappedBuffer(plain.get());
    }

    public ByteBuf gzipped() {
        return Unpooled.wrappedBuffer(gzipped.get());
    }

    /** As a server-sent event. */
    public ByteBuf event() {
        return Unpooled.wrappedBuffer(event.get());
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

    private static ByteBuffer outsideOfTheHeap(byte[]... pieces) {
        int length = 0;
        for (byte[] piece : pieces) {
            length += piece.length;
        }
        ByteBuffer all = ByteBuffer.allocateDirect(length);
        for (byte[] piece : pieces) {
            all.put(piece);
        }
        return all.flip().asReadOnlyBuffer();
    }
}
