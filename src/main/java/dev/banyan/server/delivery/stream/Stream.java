package dev.banyan.server.delivery.stream;

import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.kit.DeliveryMetrics;
import dev.banyan.server.delivery.kit.Payload;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.delivery.ruleset.LiveRuleset;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One connected SDK. Touched only on its own event loop, except for the final fields. */
public final class Stream implements OpenStream {
    final long number;
    public final String name;
    public final InstanceIdentity instance;
    public final SdkKeyScope key;
    private final OpenResponse response;
    private final DeliveryMetrics metrics;
    private long endsAtNanos;
    private boolean takesDeltas;
    private String heldEpoch = "";
    private long heldRevision = -1;
    private LiveRuleset sent;

    /** @param name for the database, unique among all replicas */
    public Stream(
            long number,
            String name,
            InstanceIdentity instance,
            SdkKeyScope key,
            OpenResponse response,
            DeliveryMetrics metrics) {
        this.number = number;
        this.name = name;
        this.instance = instance;
        this.key = key;
        this.response = response;
        this.metrics = metrics;
    }

    @Override
    public OpenResponse response() {
        return response;
    }

    /** Between half of a lifetime and all of it, so that clients spread over replicas again. */
    public static long endByChance(long nowNanos, Duration lifetime, RandomGenerator random) {
        long whole = lifetime.toNanos();
        return nowNanos + random.nextLong(whole / 2, whole + 1);
    }

    public void endAt(long nanos) {
        endsAtNanos = nanos;
    }

    boolean isOver(long nowNanos) {
        return nowNanos - endsAtNanos >= 0;
    }

    public void takesDeltas() {
        takesDeltas = true;
    }

    /** By its own account. */
    public void holds(String epoch, long revision) {
        heldEpoch = epoch;
        heldRevision = revision;
    }

    /**
     * Rulesets reach an event loop in the order in which they were made, but a stream may have opened between two of them.
     *
     * @return whether there was anything to send
     */
    public boolean send(LiveRuleset ruleset) {
        if (response.isOver() || (sent != null && !ruleset.isAfter(sent)) || isHeld(ruleset)) {
            return false;
        }
        sent = ruleset;
        if (response.isFull()) {
            // It will get the newest ruleset when it is back: skipping revisions is allowed, going back is not.
            response.end();
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
}
