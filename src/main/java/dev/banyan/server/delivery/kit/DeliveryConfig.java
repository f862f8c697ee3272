package dev.banyan.server.delivery.kit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Streams and snapshots of SDKs. */
@ConfigMapping(prefix = "banyan.delivery")
public interface DeliveryConfig {

    /** Streams that one replica carries at a time. One more is answered 503 and goes to another replica. The limit of open files must be higher. */
    @WithDefault("15000")
    @Min(1)
    @Max(1_000_000)
    int maxStreams();

    /** Of these, streams with one SDK key, so that one service leaves room for the others. One more is answered 429. */
    @WithDefault("12000")
    @Min(1)
    @Max(1_000_000)
    int maxStreamsPerKey();

    /**
     * Instances that one SDK key may name to one replica within {@code instances-kept}. One more is answered 429 and not stored; its snapshots
     * are answered. Twice the streams of a key, because each deployment brings new instances.
     */
    @WithDefault("25000")
    @Min(1)
    @Max(1_000_000)
    int maxInstancesPerKey();

    /** Snapshots per second that one replica answers, 304 included. One more is answered 503. */
    @WithDefault("50000")
    @Min(1)
    @Max(1_000_000)
    int snapshotRate();

    /** Of these, snapshots per second with one SDK key. One more is answered 429. */
    @WithDefault("40000")
    @Min(1)
    @Max(1_000_000)
    int snapshotRatePerKey();

    /**
     * From the signal to stop to the stop: the replica is not ready, takes no new streams, and ends its open streams one by one. Use 10 s
     * behind a load balancer, longer than it takes to notice.
     */
    Duration drain();

    /** Time between two signs of life on a stream. SDKs give a stream up after 15 s of silence, so keep it at 5 s or below. */
    @WithDefault("5S")
    Duration heartbeat();

    /** A stream ends between half of this time and all of it, at random, so that clients spread over replicas. */
    @WithDefault("20M")
    Duration streamLifetime();

    /** How often revisions are compared with the database, because a notification can be lost. */
    @WithDefault("1S")
    Duration pollInterval();

    /** How far back removals are looked up. A client that was away for longer gets a whole snapshot instead of a delta. */
    @WithDefault("7D")
    Duration deltaHistory();

    /** How long after its last sign of life an instance counts as there. */
    @WithDefault("15S")
    Duration instanceTimeout();

    /** How long the proof of a change names an instance that has not followed and is gone. */
    @WithDefault("1H")
    @DurationMin(seconds = 1)
    Duration goneRemembered();

    /** How long an instance is known after its last sign of life. */
    @WithDefault("1D")
    @DurationMin(seconds = 1)
    Duration instancesKept();

    /** How long single acknowledgements are kept. Their counts stay for ever. */
    @WithDefault("7D")
    @DurationMin(seconds = 1)
    Duration acknowledgementsKept();

    /** How often instances and acknowledgements whose time is over are removed. */
    @WithDefault("10M")
    @DurationMin(seconds = 1)
    Duration forgetInterval();
}
