package dev.banyan.bench.delivery.swarm;

import dev.banyan.bench.delivery.http.ChunkedBody;
import java.util.Arrays;

/**
 * Reads server-sent events byte by byte and without garbage: of a long line only the beginning is kept, which holds the head of
 * the ruleset, unless the client wants to look at the whole. Not thread-safe.
 */
final class EventParser implements ChunkedBody.Sink {
    /** Who is told of what was read. */
    interface Listener {
        void event(EventParser event);

        void comment();
    }

    /** The head of a ruleset comes first and is shorter than this, a delta's checksum included. */
    static final int KEPT_OF_A_LINE = 1_024;

    private final Listener listener;
    private final int most;
    private byte[] line = new byte[256];
    private byte[] data = new byte[256];
    private int lineLength;
    private int dataLength;
    private boolean hasData;
    private boolean delta;
    private long id;
    private long eventBytes;

    EventParser(Listener listener, boolean whole) {
        this.listener = listener;
        this.most = whole ? Integer.MAX_VALUE : KEPT_OF_A_LINE;
    }

    @Override
    public void take(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                keep(bytes, start, i);
                endLine();
                start = i + 1;
            }
        }
        keep(bytes, start, to);
    }

    boolean delta() {
        return delta;
    }

    /** The resulting revision. */
    long id() {
        return id;
    }

    /** Bytes of the whole event, its field names and line ends included. */
    long bytes() {
        return eventBytes;
    }

    byte[] data() {
        return Arrays.copyOf(data, dataLength);
    }

    /** True when the text follows the first occurrence of the name in the head. */
    boolean headHas(byte[] name, byte[] text) {
        int at = after(name);
        return at >= 0
                && at + text.length <= dataLength
                && Arrays.equals(data, at, at + text.length, text, 0, text.length);
    }

    /** The number that follows the first occurrence of the name in the head, or −1. */
    long headNumber(byte[] name) {
        int at = after(name);
        return at < 0 ? -1 : number(data, at, dataLength);
    }

    /** The text between the first occurrence of the name in the head and the next quotation mark. */
    byte[] headText(byte[] name) {
        int at = after(name);
        int end = Math.max(at, 0);
        while (end < dataLength && data[end] != '"') {
            end++;
        }
        return Arrays.copyOfRange(data, Math.max(at, 0), end);
    }

    private int after(byte[] name) {
        for (int i = 0; i + name.length <= dataLength; i++) {
            if (data[i] == name[0] && Arrays.equals(data, i, i + name.length, name, 0, name.length)) {
                return i + name.length;
            }
        }
        return -1;
    }

    private void keep(byte[] bytes, int from, int to) {
        eventBytes += to - from;
        int kept = Math.min(to - from, most - lineLength);
        if (kept <= 0) {
            return;
        }
        if (lineLength + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, lineLength + kept));
        }
        System.arraycopy(bytes, from, line, lineLength, kept);
        lineLength += kept;
    }

    private void endLine() {
        eventBytes++;
        if (lineLength == 0) {
            dispatch();
        } else if (line[0] == ':') {
            listener.comment();
        } else if (startsWith("data:")) {
            endData();
        } else if (startsWith("id:")) {
            id = number(line, 3, lineLength);
        } else if (startsWith("event:")) {
            delta = line[lineLength - 1] == 'a';
        }
        lineLength = 0;
    }

    private void endData() {
        int from = line[5] == ' ' ? 6 : 5;
        byte[] read = line;
        line = data;
        data = read;
        dataLength = lineLength - from;
        System.arraycopy(data, from, data, 0, dataLength);
        hasData = true;
    }

    private void dispatch() {
        if (hasData) {
            listener.event(this);
        }
        hasData = false;
        delta = false;
        eventBytes = 0;
    }

    private boolean startsWith(String name) {
        boolean same = lineLength >= name.length();
        for (int i = 0; same && i < name.length(); i++) {
            same = line[i] == name.charAt(i);
        }
        return same;
    }

    private static long number(byte[] text, int from, int to) {
        long number = 0;
        int i = from < to && text[from] == ' ' ? from + 1 : from;
        for (; i < to && text[i] >= '0' && text[i] <= '9'; i++) {
            number = number * 10 + (text[i] - '0');
        }
        return number;
    }
}
