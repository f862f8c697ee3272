package dev.banyan.bench.delivery.swarm;

import dev.banyan.bench.delivery.http.ChunkedBody;
import dev.banyan.bench.delivery.http.ResponseHead;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;

/**
 * One simulated instance: holds a stream, understands what comes, says what it has applied, and comes back by the SDK's own policy
 * when the stream ends. All of it on the swarm's thread.
 */
final class StreamClient implements Readable, EventParser.Listener {
    private static final byte[] EPOCH = "\"epoch\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FROM = "{\"from\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] URGENT = "\"urgent\":".getBytes(StandardCharsets.US_ASCII);
    private static final long SETTLED_NANOS = 10_000_000_000L;

    private final int index;
    private final String instance;
    private final Target target;
    private final Swarm swarm;
    private final Backoff backoff;
    private final Acknowledger acknowledger;
    /** Null for the many that look at the head only. */
    private final Checked checked;

    private SelectionKey key;
    private ResponseHead head;
    private ChunkedBody body;
    private EventParser events;
    private boolean open;
    private boolean back;
    private long openedNanos;
    private long revision = -1;
    private byte[] epoch = {};

    StreamClient(int index, String instance, Target target, Swarm swarm, Checked checked) {
        this.index = index;
        this.instance = instance;
        this.target = target;
        this.swarm = swarm;
        this.checked = checked;
        this.backoff = new Backoff(swarm.random());
        this.acknowledger = new Acknowledger(this, swarm);
    }

    void connect() {
        head = new ResponseHead();
        body = new ChunkedBody();
        events = new EventParser(this, checked != null);
        try {
            key = swarm.wire().connect(target.port(), this);
        } catch (IOException refused) {
            lost();
        }
    }

    /** For good. */
    void close() {
        Wire.close(key);
        if (back) {
            swarm.left();
        }
    }

    @Override
    public boolean first() {
        return true;
    }

    @Override
    public void ready() {
        try {
            if (key.isConnectable()) {
                Wire.finishConnect(key);
                Wire.write(key, target.stream(instance, revision, epoch()));
            } else {
                read();
            }
        } catch (IOException broken) {
            lost();
        }
    }

    private void read() throws IOException {
        int n = swarm.wire().read(key);
        if (n < 0) {
            throw new IOException("the server ended the stream");
        }
        byte[] bytes = swarm.wire().bytes;
        int at = 0;
        if (!open) {
            at = head.feed(bytes, 0, n);
            if (!head.complete()) {
                return;
            }
            begin();
        }
        body.feed(bytes, at, n, events);
        if (body.ended()) {
            throw new IOException("the server ended the stream in its time");
        }
    }

    private void begin() throws IOException {
        if (head.status() != 200) {
            swarm.refusedWith(head.status());
            throw new IOException("status " + head.status());
        }
        acknowledger.within(head.number("Banyan-Acknowledge-Within", 0));
        openedNanos = System.nanoTime();
        open = true;
        head = null;
    }

    @Override
    public void event(EventParser event) {
        boolean fits = !event.delta() || event.headNumber(FROM) == revision;
        if (fits && (checked == null || swarm.check(checked, event))) {
            apply(event);
        } else {
            swarm.misfit();
            revision = -1;
            epoch = new byte[0];
            Wire.close(key);
            lost();
        }
    }

    private void apply(EventParser event) {
        if (!event.headHas(EPOCH, epoch) || epoch.length == 0) {
            epoch = event.headText(EPOCH);
        }
        long held = revision;
        revision = event.id();
        boolean urgent = held >= 0 && event.headNumber(URGENT) > held;
        swarm.applied(index, revision, event.delta(), event.bytes());
        isBack();
        acknowledger.owe(urgent);
    }

    @Override
    public void comment() {
        isBack();
    }

    /** From here on it will hear of every change: the server has sent what it holds, or has said that there is nothing newer. */
    private void isBack() {
        if (!back) {
            back = true;
            swarm.isBack();
        }
    }

    private void lost() {
        Wire.close(key);
        if (open && System.nanoTime() - openedNanos > SETTLED_NANOS) {
            backoff.reset();
        }
        open = false;
        if (back) {
            back = false;
            swarm.left();
            swarm.timers().after(firstPoll(), this::poll);
        }
        swarm.attemptFailed();
        swarm.timers().after(backoff.next(), this::connect);
    }

    private long firstPoll() {
        return (long) (10e9 * (0.2 + 0.7 * swarm.random().nextDouble()));
    }

    /** As the SDK does while its stream is down, in addition to the stream's own attempts. */
    private void poll() {
        if (!back && swarm.running()) {
            swarm.poll(new Pool.Request(target, () -> target.poll(instance, revision, epoch()), status -> {}));
            swarm.timers().after((long) (10e9 * (0.8 + 0.4 * swarm.random().nextDouble())), this::poll);
        }
    }

    long revision() {
        return revision;
    }

    int index() {
        return index;
    }

    Target target() {
        return target;
    }

    byte[] appliedReport() {
        return target.applied(instance, revision, epoch(), null);
    }

    private String epoch() {
        return epoch.length == 0 ? null : new String(epoch, StandardCharsets.US_ASCII);
    }
}
