package dev.banyan.sdk.internal.connection;

import dev.banyan.sdk.internal.kit.TransportFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads server-sent events from chunks that may end anywhere, even within a character or a CR LF. Works on bytes: in
 * UTF-8 no byte of a longer character looks like a line end or a colon. Follows the HTML standard's rules, and refuses
 * a line or an event above a size limit. Not thread-safe.
 */
final class SseParser {
    /** Who is told of what was read. */
    interface Sink {
        /** A whole event: its type ({@code message} when none was given), last id ({@code ""} when none) and data. */
        void event(String type, String id, byte[] data) throws IOException;

        /** A comment line, such as a heartbeat. */
        void comment() throws IOException;
    }

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int KEPT_CAPACITY = 64 * 1024;

    private final Sink sink;
    private final int limit;
    private Bytes line = new Bytes();
    private Bytes data = new Bytes();
    private boolean hasData;
    private boolean firstLine = true;
    private boolean afterCr;
    private String type = "";
    private String id = "";

    SseParser(Sink sink, int limit) {
        this.sink = sink;
        this.limit = limit;
    }

    /** Reads on with the next {@code length} bytes. */
    void feed(byte[] bytes, int length) throws IOException {
        int start = afterCr && length > 0 && bytes[0] == '\n' ? 1 : 0;
        afterCr = afterCr && length == 0;
        for (int i = start; i < length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                append(bytes, start, i);
                endLine();
                afterCr = bytes[i] == '\r' && i + 1 == length;
                boolean pair = bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n';
                i = pair ? i + 1 : i;
                start = i + 1;
            }
        }
        append(bytes, start, length);
    }

    private void append(byte[] bytes, int from, int to) throws IOException {
        if (line.size() + data.size() + (to - from) > limit) {
            throw TransportFault.passing("an event of the stream is larger than " + limit + " bytes");
        }
        line.write(bytes, from, Math.max(0, to - from));
    }

    private void endLine() throws IOException {
        int from = firstLine && line.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        firstLine = false;
        int colon = line.indexOf(':', from);
        if (line.size() == from) {
            dispatch();
        } else if (colon == from) {
            sink.comment();
        } else {
            field(from, colon);
        }
        line = line.cleared();
    }

    private void field(int from, int colon) {
        int nameEnd = colon < 0 ? line.size() : colon;
        int value = colon < 0 ? line.size() : colon + 1;
        if (value < line.size() && line.at(value) == ' ') {
            value++;
        }
        String name = line.text(from, nameEnd);
        if (name.equals("data")) {
            addData(value);
        } else if (name.equals("event")) {
            type = line.text(value, line.size());
        } else if (name.equals("id") && line.indexOf(0, value) < 0) {
            id = line.text(value, line.size());
        }
        // "retry" is left alone: the client has its own, jittered regime, which a server must not be able to shorten.
    }

    private void addData(int from) {
        if (hasData) {
            data.write('\n');
        }
        hasData = true;
        line.copyTo(data, from);
    }

    private void dispatch() throws IOException {
        byte[] payload = data.toByteArray();
        String name = type.isEmpty() ? "message" : type;
        boolean complete = hasData;
        data = data.cleared();
        hasData = false;
        type = "";
        if (complete) {
            sink.event(name, id, payload);
        }
    }

    /** A byte buffer that can be looked into, and gives memory back after an unusually long line. */
    private static final class Bytes extends ByteArrayOutputStream {
        byte at(int index) {
            return buf[index];
        }

        int indexOf(int wanted, int from) {
            for (int i = from; i < count; i++) {
                if (buf[i] == wanted) {
                    return i;
                }
            }
            return -1;
        }

        boolean startsWith(byte[] prefix) {
            boolean same = count >= prefix.length;
            for (int i = 0; same && i < prefix.length; i++) {
                same = buf[i] == prefix[i];
            }
            return same;
        }

        String text(int from, int to) {
            return new String(buf, from, to - from, StandardCharsets.UTF_8);
        }

        void copyTo(Bytes target, int from) {
            target.write(buf, from, count - from);
        }

        Bytes cleared() {
            if (buf.length > KEPT_CAPACITY) {
                return new Bytes();
            }
            reset();
            return this;
        }
    }
}
