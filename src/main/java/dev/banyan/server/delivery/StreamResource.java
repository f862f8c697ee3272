package dev.banyan.server.delivery;

import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.instance.InstanceLog;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.kit.DeliveryMetrics;
import dev.banyan.server.delivery.replica.Replica;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.delivery.request.SdkRequest;
import dev.banyan.server.delivery.ruleset.ClaimedRevisions;
import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.delivery.stream.Admission;
import dev.banyan.server.delivery.stream.OpenResponse;
import dev.banyan.server.delivery.stream.Stream;
import dev.banyan.server.delivery.stream.Streams;
import dev.banyan.server.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** {@code GET /sdk/v1/stream}: as {@link SnapshotResource}, and it stays open. */
@ApplicationScoped
class StreamResource {
    private static final Buffer UP_TO_DATE = Buffer.buffer(": up to date\n\n");
    /** Clients spread what they acknowledge so that so many arrive per millisecond … */
    private static final int ACKNOWLEDGEMENTS_PER_MILLI = 5;
    /** … but nobody waits longer for them. */
    private static final int LONGEST_SPREAD_MILLIS = 2_000;

    private final Admission admission;
    private final LiveRulesets rulesets;
    private final Streams streams;
    private final InstanceLog instances;
    private final ClaimedRevisions claims;
    private final Replica replica;
    private final DeliveryConfig config;
    private final DeliveryMetrics metrics;
    private final RandomGenerator random;

    StreamResource(
            Admission admission,
            LiveRulesets rulesets,
            Streams streams,
            InstanceLog instances,
            ClaimedRevisions claims,
            Replica replica,
            DeliveryConfig config,
            DeliveryMetrics metrics,
            SecureRandom random) {
        this.admission = admission;
        this.rulesets = rulesets;
        this.streams = streams;
        this.instances = instances;
        this.claims = claims;
        this.replica = replica;
        this.config = config;
        this.metrics = metrics;
        this.random = random;
    }

    void route(@Observes Router router) {
        router.get("/sdk/v1/stream").handler(SdkRequest.refusable(this::stream));
    }

    private void stream(RoutingContext http) {
        SdkKeyScope key = SdkRequest.key(http);
        InstanceIdentity instance = InstanceIdentity.of(http.request()::getHeader);
        ruleset(key);
        long number = replica.nextStream();
        OpenResponse response = new OpenResponse(http);
        Stream stream = new Stream(number, replica.nameOf(number), instance, key, response, metrics);
        stream.endAt(Stream.endByChance(System.nanoTime(), config.streamLifetime(), random));
        // Nothing may fail between these three: the place would be taken for good.
        admission.enter(key);
        streams.add(stream);
        response.whenOver(() -> gone(stream));
        response.asEventStream().putHeader("Banyan-Acknowledge-Within", String.valueOf(spreadMillis()));
        instances.connected(stream);
        claims.named(key.environmentId(), http.request()::getHeader);
        // Looked up only now that the stream hears of changes: one in between would otherwise pass it by.
        greet(stream, ruleset(key), http.request());
    }

    private int spreadMillis() {
        return Math.min(LONGEST_SPREAD_MILLIS, admission.streams() / ACKNOWLEDGEMENTS_PER_MILLI);
    }

    private static void greet(Stream stream, LiveRuleset ruleset, HttpServerRequest request) {
        if (SdkRequest.accepts(request, "Banyan-Accept", "delta")) {
            stream.takesDeltas();
        }
        // Who carries emergencies through an outage gets to see the whole, whatever else it holds.
        if (request.getHeader("Banyan-Emergencies") == null && request.getHeader("Banyan-Epoch") != null) {
            SdkRequest.lastRevision(request)
                    .ifPresent(revision -> stream.holds(request.getHeader("Banyan-Epoch"), revision));
        }
        if (!stream.send(ruleset)) {
            // It shows that we are here.
            stream.response().signOfLife(UP_TO_DATE);
        }
    }

    private void gone(Stream stream) {
        streams.remove(stream);
        instances.disconnected(stream);
    }

    private LiveRuleset ruleset(SdkKeyScope key) {
        return rulesets.of(key.environmentId())
                .orElseThrow(() -> Problem.unavailable("The environment is being loaded.", SnapshotResource.SOON));
    }
}
