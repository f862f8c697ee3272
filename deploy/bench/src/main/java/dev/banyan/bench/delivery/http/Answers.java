package dev.banyan.bench.delivery.http;

import java.io.IOException;

/** Reads the answers that come one after the other on a connection that is kept open. Not thread-safe. */
public final class Answers {
    private final ResponseHead head = new ResponseHead();
    private final ChunkedBody chunks = new ChunkedBody();
    private boolean inBody;
    private boolean chunked;
    private long left;
    private long bodyBytes;

    /** Takes what was read; true when one answer is complete. Requests are not pipelined, so nothing may follow it. */
    public boolean feed(byte[] bytes, int length) throws IOException {
        int at = 0;
        if (!inBody) {
            at = head.feed(bytes, 0, length);
            if (!head.complete()) {
                return false;
            }
            beginBody();
        }
        at = body(bytes, at, length);
        if (at < length) {
            throw new IOException("an answer is longer than it said");
        }
        return chunked ? chunks.ended() : left == 0;
    }

    public int status() {
        return head.status();
    }

    public String header(String name) {
        return head.header(name);
    }

    /** Bytes of the answer's body, as they came over the line. */
    public long bodyBytes() {
        return bodyBytes;
    }

    /** Ready for the next answer. */
    public void reset() {
        head.reset();
        chunks.reset();
        inBody = false;
        bodyBytes = 0;
    }

    private void beginBody() throws IOException {
        inBody = true;
        boolean none = status() == 204 || status() == 304;
        chunked = !none && "chunked".equalsIgnoreCase(head.header("Transfer-Encoding"));
        left = none || chunked ? 0 : head.number("Content-Length", -1);
        if (left < 0) {
            throw new IOException("an answer with status " + status() + " does not say how long it is");
        }
    }

    private int body(byte[] bytes, int from, int to) {
        int end = chunked
                ? chunks.feed(bytes, from, to, (all, begin, until) -> bodyBytes += until - begin)
                : (int) Math.min(to, from + left);
        if (!chunked) {
            bodyBytes += end - from;
            left -= end - from;
        }
        return end;
    }
}
