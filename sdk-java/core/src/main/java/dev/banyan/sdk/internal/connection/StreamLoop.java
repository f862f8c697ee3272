package dev.banyan.sdk.internal.connection;

import dev.banyan.sdk.internal.kit.BoundedBody;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.RefusedPayload;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Signal;
import dev.banyan.sdk.internal.kit.Timings;
import dev.banyan.sdk.internal.kit.TransportFault;
import dev.banyan.sdk.internal.rules.Offer;
import dev.banyan.sdk.internal.rules.RulesetStore;
import dev.banyan.sdk.internal.rules.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.function.Consumer;

/**
 * The thread that holds the stream. It ends with the client and for no other reason.
 *
 * <table>
 * <caption>Failures of stream and poll</caption>
 * <tr><th>what happens</th><th>state</th><th>tried again</th></tr>
 * <tr><td>refused, reset, cut, timed out, unknown host</td><td>CONNECTING, then POLLING or OFFLINE</td>
 *     <td>full jitter, 1 s … 30 s</td></tr>
 * <tr><td>stream silent beyond the read time-out</td><td>the same</td><td>the same</td></tr>
 * <tr><td>bytes but no whole event that long</td><td>the same; the stream stays open up to 2 min</td>
 *     <td>polling stands in</td></tr>
 * <tr><td>end of a stream that had lasted 10 s</td><td>CONNECTING</td><td>full jitter up to 1 s; no fault</td></tr>
 * <tr><td>earlier end of the stream</td><td>CONNECTING …</td><td>full jitter, 1 s … 30 s</td></tr>
 * <tr><td>401, 403, distrusted certificate</td><td>the same</td><td>slowly (2 min ± half), for ever; at once when a poll is accepted</td></tr>
 * <tr><td>429, 503 with Retry-After</td><td>the same</td><td>after that time (5 min at most) and jitter</td></tr>
 * <tr><td>any other status, redirects too</td><td>the same</td><td>full jitter, 1 s … 30 s</td></tr>
 * <tr><td>200 that is no event stream</td><td>the same; reported as refused</td><td>the same</td></tr>
 * <tr><td>a ruleset that cannot be read or may not replace the one in force</td>
 *     <td>unchanged; reported as refused</td><td>waits for the next on the same stream</td></tr>
 * <tr><td>a delta that cannot be read, does not fit what is held, or has another checksum</td>
 *     <td>unchanged; reported as refused</td><td>a whole ruleset is fetched at once; when that happens again within 30 s, full
 *     jitter, 1 s … 30 s</td></tr>
 * <tr><td>an event above 16 MB</td><td>CONNECTING …</td><td>full jitter, 1 s … 30 s</td></tr>
 * </table>
 *
 * <p>The poll is subject to the same table, at its own interval where that is longer.
 */
public final class StreamLoop implements Runnable {
    /** A stream that lasted this long was a good one: the back-off after it starts over. */
    private static final long SETTLED_NANOS = 10_000_000_000L;

    /** How a server spreads its clients: it ends a good stream when its time has come. No fault, nobody need hear of it. */
    private static final TransportFault RETIRED = TransportFault.passing("the server ended the stream in its time");

    private static final int CHUNK_BYTES = 16 * 1024;

    private final ControlPlane controlPlane;
    private final RulesetStore store;
    private final Health health;
    private final Consumer<String> spread;
    private final Faults faults;
    private final Signal signal;
    private final Platform platform;
    private final Backoff backoff;
    /** True while a refused key or certificate is being waited out. */
    private volatile boolean refused;

    /** {@code spread} is told within how long the server wants to hear what was applied, as its header says; null when it does not. */
    public StreamLoop(
            ControlPlane controlPlane,
            RulesetStore store,
            Health health,
            Consumer<String> spread,
            Faults faults,
            Signal signal,
            Settings settings) {
        this.controlPlane = controlPlane;
        this.store = store;
        this.health = health;
        this.spread = spread;
        this.faults = faults;
        this.signal = signal;
        this.platform = settings.platform();
        this.backoff = new Backoff(platform, settings.timings().slowRetry());
    }

    @Override
    public void run() {
        while (!signal.closed()) {
            TransportFault fault = readUntilItEnds();
            if (!signal.closed()) {
                health.streamLost();
                if (fault != RETIRED) {
                    faults.transport(Log.Topic.STREAM, "The stream is down, it is tried again", fault);
                }
                refused = fault.lasting();
                signal.await(backoff.next(fault));
                refused = false;
            }
        }
    }

    /**
     * Somebody got through with the same key and certificate: what refused them has been mended, for example because a new
     * key has reached the server by now. Called by the poll loop, so at most once per poll.
     */
    public void keyAccepted() {
        if (refused) {
            signal.raise();
        }
    }

    private TransportFault readUntilItEnds() {
        Snapshot held = store.current();
        Reading events = new Reading(held.fromServer());
        try {
            HttpURLConnection connection = controlPlane.openStream(held);
            try (InputStream in = connection.getInputStream()) {
                spread.accept(connection.getHeaderField("Banyan-Acknowledge-Within"));
                read(in, new SseParser(events, BoundedBody.MOST_BYTES), events);
            } finally {
                connection.disconnect();
            }
            return events.settled() ? RETIRED : TransportFault.passing("the server ended it");
        } catch (RefusedPayload e) {
            store.refuse(0, e.getMessage());
            return TransportFault.of(e);
        } catch (IOException | RuntimeException | Error e) {
            return TransportFault.of(e);
        } finally {
            events.ended();
        }
    }

    private void read(InputStream in, SseParser parser, Reading events) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int n = in.read(chunk); n >= 0 && !signal.closed(); n = in.read(chunk)) {
            parser.feed(chunk, n);
            events.checkProgress();
        }
    }

    /** One connection's events. */
    private final class Reading implements SseParser.Sink {
        private final long startNanos = platform.nanoTime();
        private long wholeNanos = startNanos;
        private boolean any;
        private boolean agreed;
        /** The revision of a delta that could not be applied; whoever brings it agrees with this stream. */
        private long missed;

        /** {@code agreed}: a position was sent, so a server that sends no snapshot says that it is the newest. */
        Reading(boolean agreed) {
            this.agreed = agreed;
        }

        @Override
        public void event(String type, String id, byte[] data) {
            alive();
            boolean delta = type.equals("delta");
            if (delta || type.equals("snapshot")) {
                agreed = store.offer(Offer.streamed(data, delta, revision(id)));
                missed = delta && !agreed ? revision(id) : 0;
            }
            confirmIfAgreed();
        }

        @Override
        public void comment() {
            alive();
            agreed |= missed > 0 && store.current().revision() == missed;
            confirmIfAgreed();
        }

        private void alive() {
            any = true;
            wholeNanos = platform.nanoTime();
            health.streamAlive();
        }

        private void confirmIfAgreed() {
            if (agreed) {
                store.confirm();
                faults.overcome();
            }
        }

        void checkProgress() throws IOException {
            if (platform.nanoTime() - wholeNanos > Timings.WHOLE_BODY_MILLIS * 1_000_000L) {
                throw TransportFault.passing("no whole event in " + Timings.WHOLE_BODY_MILLIS + " ms");
            }
        }

        boolean settled() {
            return any && platform.nanoTime() - startNanos > SETTLED_NANOS;
        }

        void ended() {
            if (settled()) {
                backoff.reset();
            }
        }

        private long revision(String id) {
            try {
                return Math.max(0, Long.parseLong(id));
            } catch (NumberFormatException notANumber) {
                return 0;
            }
        }
    }
}
