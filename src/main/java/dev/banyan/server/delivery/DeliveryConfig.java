package dev.banyan.server.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How streams are kept. */
@ConfigMapping(prefix = "banyan.delivery")
public interface DeliveryConfig {

    /** Streams that one replica carries at a time; one more is answered 503 and goes to another replica. */
    @WithDefault("15000")
    @Min(1)
    @Max(1_000_000)
    int maxStreams();

    /** Of these, streams with one SDK key, so that one service's clients leave room for the others; one more is answered 429. */
    @WithDefault("12000")
    @Min(1)
    @Max(1_000_000)
    int maxStreamsPerKey();

    /**
     * Instances that one SDK key may name to one replica, within the time that instances are kept; one more is answered 429. Twice as many as it may
     * have streams, since each deployment brings new ones.
     */
    @WithDefault("25000")
    @Min(1)
    @Max(1_000_000)
    int maxInstancesPerKey();

    /** Snapshots per second that one replica answers, 304 included; one more is answered 503. */
    @WithDefault("50000")
    @Min(1)
    @Max(1_000_000)
    int snapshotRate();

    /** Of these, snapshots per second with one SDK key; one more is answered 429. */
    @WithDefault("40000")
    @Min(1)
    @Max(1_000_000)
    int snapshotRatePerKey();

    /**
     * From the signal to stop to the stop: the replica is not ready any more and takes no new streams, and ends its open streams spread
     * over this time. 0 stops at once; behind a load balancer use about 10 s, longer than it takes to notice.
     */
    @WithDefault("0S")
    Duration drain();

    /** Between two signs of life on a stream; SDKs take a stream for dead after 15 s of silence, so keep it well below. */
    @WithDefault("5S")
    Duration heartbeat();

    /** A stream ends between half of this and all of it, at random, so that clients spread over replicas again. */
    @WithDefault("20M")
    Duration streamLifetime();

    /** How often revisions are compared with the database, because a notification can be lost. */
    @WithDefault("1S")
    Duration pollInterval();

    /** For how long removals are looked up in the change log, so that older revisions can be brought up to date by a delta. */
    @WithDefault("7D")
    Duration deltaHistory();

    /** How long after its last sign an instance still counts as there. */
    @WithDefault("15S")
    Duration instanceTimeout();

    /** How long an instance that has not followed and is gone is named in the proof of a change. */
    @WithDefault("1H")
    @DurationMin(seconds = 1)
    Duration goneRemembered();

    /** How long an instance is known that gives no sign any more; it will not come back under this id. */
    @WithDefault("1D")
    @DurationMin(seconds = 1)
    Duration instancesKept();

    /** How long single acknowledgements are kept; what was counted of them stays for ever. */
    @WithDefault("7D")
    @DurationMin(seconds = 1)
    Duration acknowledgementsKept();

    /** How often what is kept no longer is removed. */
    @WithDefault("10M")
    @DurationMin(seconds = 1)
    Duration forgetInterval();
}
