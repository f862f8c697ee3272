package dev.banyan.server.delivery;

import dev.banyan.server.access.SdkKeyScope;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One connected SDK. Touched only on its own event loop, except for the final fields. */
final class Stream {
    final long number;
    final String name;
    final InstanceIdentity instance;
    final SdkKeyScope key;
    final Context context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final DeliveryMetrics metrics;
    private long endsAtNanos;
    private boolean congested;
    private boolean ended;
    private boolean takesDeltas;
    private String heldEpoch = "";
    private long heldRevision = -1;
    private LiveRuleset sent;

    /** @param name for the database, unique among all replicas */
    Stream(
            long number,
            String name,
            InstanceIdentity instance,
            SdkKeyScope key,
            Context context,
            HttpServerRequest request,
            DeliveryMetrics metrics) {
        this.number = number;
        this.name = name;
        this.instance = instance;
        this.key = key;
        this.context = context;
        this.request = request;
        this.response = request.response();
        this.metrics = metrics;
    }

    /** Between half of a lifetime and all of it, so that clients spread over replicas again. */
    static long endByChance(long nowNanos, Duration lifetime, RandomGenerator random) {
        long whole = lifetime.toNanos();
        return nowNanos + random.nextLong(whole / 2, whole + 1);
    }

    void endAt(long nanos) {
        endsAtNanos = nanos;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - endsAtNanos >= 0;
    }

    void takesDeltas() {
        takesDeltas = true;
    }

    /** By its own account. */
    void holds(String epoch, long revision) {
        heldEpoch = epoch;
        heldRevision = revision;
    }

    /**
     * Rulesets reach an event loop in the order in which they were made, but a stream may have opened between two of them.
     *
     * @return whether there was anything to send
     */
    boolean send(LiveRuleset ruleset) {
        if (ended || (sent != null && !ruleset.isAfter(sent)) || isHeld(ruleset)) {
            return false;
        }
        sent = ruleset;
        if (response.writeQueueFull()) {
            // It will get the newest ruleset when it is back: skipping revisions is allowed, going back is not.
            close();
            return true;
        }
        write(payload(ruleset));
        holds(ruleset.epoch(), ruleset.revision());
        return true;
    }

    /** Or an older one, where another replica was faster. Emergencies come without a revision of their own. */
    private boolean isHeld(LiveRuleset ruleset) {
        return heldEpoch.equals(ruleset.epoch())
                && heldRevision >= ruleset.revision()
                && ruleset.emergencies().isEmpty();
    }

    private Payload payload(LiveRuleset ruleset) {
        Optional<Payload> delta = takesDeltas ? ruleset.deltaFrom(heldEpoch, heldRevision) : Optional.empty();
        return delta.orElseGet(ruleset::snapshot);
    }

    private void write(Payload payload) {
        ByteBuf event = payload.event();
        metrics.sent(payload.form(), event.readableBytes());
        response.write(Buffer.buffer(event));
    }

    /** A reader that has not taken a heartbeat's worth of data since the last one is cut off; it comes back by itself. */
    void heartbeat(Buffer comment) {
        if (ended) {
            return;
        }
        if (response.writeQueueFull()) {
            if (congested) {
                close();
            }
            congested = true;
            return;
        }
        congested = false;
        response.write(comment);
    }

    /** A client that still has much to read is cut off, and so is one that has not gone when this is asked for again. */
    void close() {
        if (ended || response.writeQueueFull()) {
            ended = true;
            CutOff.connectionOf(request);
        } else {
            ended = true;
            response.end();
            response.close();
        }
    }
}
