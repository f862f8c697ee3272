package dev.banyan.bench.delivery.http;

/** Takes the framing of HTTP's chunked transfer coding away, wherever the pieces that are read may end. Not thread-safe. */
public final class ChunkedBody {

    /** Gets the bytes of the body, piece by piece. */
    public interface Sink {
        void take(byte[] bytes, int from, int to);
    }

    private enum Part {
        SIZE,
        EXTENSION,
        DATA,
        AFTER_DATA,
        TRAILER,
        END
    }

    private Part part = Part.SIZE;
    private int left;
    private boolean lineIsEmpty;

    /** Returns where the body ended, or {@code to} while it goes on. */
    public int feed(byte[] bytes, int from, int to, Sink sink) {
        int at = from;
        while (at < to && part != Part.END) {
            if (part == Part.DATA) {
                int end = Math.min(to, at + left);
                sink.take(bytes, at, end);
                left -= end - at;
                at = end;
                part = left == 0 ? Part.AFTER_DATA : Part.DATA;
            } else {
                framing(bytes[at++]);
            }
        }
        return at;
    }

    public boolean ended() {
        return part == Part.END;
    }

    public void reset() {
        part = Part.SIZE;
        left = 0;
    }

    private void framing(byte b) {
        switch (part) {
            case SIZE -> size(b);
            case EXTENSION -> part = b == '\n' ? afterSize() : part;
            case AFTER_DATA -> part = b == '\n' ? Part.SIZE : part;
            default -> trailer(b);
        }
    }

    private void size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            left = left * 16 + digit;
        } else {
            part = b == '\n' ? afterSize() : Part.EXTENSION;
        }
    }

    private Part afterSize() {
        lineIsEmpty = true;
        return left == 0 ? Part.TRAILER : Part.DATA;
    }

    private void trailer(byte b) {
        if (b == '\n') {
            part = lineIsEmpty ? Part.END : Part.TRAILER;
            lineIsEmpty = true;
        } else if (b != '\r') {
            lineIsEmpty = false;
        }
    }
}
