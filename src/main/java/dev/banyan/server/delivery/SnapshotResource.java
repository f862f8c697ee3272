package dev.banyan.server.delivery;

import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.instance.InstanceLog;
import dev.banyan.server.delivery.kit.DeliveryMetrics;
import dev.banyan.server.delivery.kit.Payload;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.delivery.request.SdkRequest;
import dev.banyan.server.delivery.ruleset.ClaimedRevisions;
import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.delivery.ruleset.RulesetTag;
import dev.banyan.server.delivery.stream.Admission;
import dev.banyan.server.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code GET /sdk/v1/snapshot}: written straight to the connection, on its event loop, from memory. As fast as it is whatever the rest of
 * the server does, and without the database.
 */
@ApplicationScoped
class SnapshotResource {
    static final Duration SOON = Duration.ofSeconds(1);

    private final Admission admission;
    private final LiveRulesets rulesets;
    private final InstanceLog instances;
    private final ClaimedRevisions claims;
    private final DeliveryMetrics metrics;

    SnapshotResource(
            Admission admission,
            LiveRulesets rulesets,
            InstanceLog instances,
            ClaimedRevisions claims,
            DeliveryMetrics metrics) {
        this.admission = admission;
        this.rulesets = rulesets;
        this.instances = instances;
        this.claims = claims;
        this.metrics = metrics;
    }

    void route(@Observes Router router) {
        router.get("/sdk/v1/snapshot").handler(SdkRequest.refusable(this::snapshot));
    }

    private void snapshot(RoutingContext http) {
        SdkKeyScope key = SdkRequest.key(http);
        admission.snapshot(key);
        LiveRuleset ruleset = rulesets.of(key.environmentId())
                .orElseThrow(() -> Problem.unavailable("The environment is being loaded.", SOON));
        claims.named(key.environmentId(), http.request()::getHeader);
        noteSeen(key, http.request());
        Optional<RulesetTag> held = RulesetTag.of(http.request().getHeader(HttpHeaders.IF_NONE_MATCH), ruleset.epoch());
        RulesetTag tag = ruleset.tag();
        http.response()
                .putHeader(HttpHeaders.ETAG, tag.toString())
                .putHeader(HttpHeaders.VARY, "Accept, Accept-Encoding");
        if (held.filter(tag::equals).isPresent()) {
            metrics.unchanged();
            http.response()
                    .setStatusCode(304)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                    .end();
        } else {
            send(http, payload(http.request(), ruleset, held));
        }
    }

    /** An instance whose stream is down polls: it is there all the same. Anybody else who holds a key need not say who they are. */
    private void noteSeen(SdkKeyScope key, HttpServerRequest request) {
        if (request.getHeader("Banyan-Instance") != null) {
            instances.seen(key.environmentId(), InstanceIdentity.of(request::getHeader));
        }
    }

    private static Payload payload(HttpServerRequest request, LiveRuleset ruleset, Optional<RulesetTag> held) {
        return held.filter(tag -> SdkRequest.accepts(request, "Accept", SdkRequest.DELTA))
                .flatMap(tag -> ruleset.deltaFrom(tag.epoch(), tag.revision()))
                .orElseGet(ruleset::snapshot);
    }

    private void send(RoutingContext http, Payload payload) {
        metrics.answered(payload.form());
        boolean whole = payload.form() == Payload.Form.SNAPSHOT;
        HttpServerResponse response = http.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, whole ? "application/json" : SdkRequest.DELTA)
                // A delta is for those who hold what it starts from: no cache may hand it to others.
                .putHeader(HttpHeaders.CACHE_CONTROL, whole ? "private, no-cache" : "no-store");
        if (SdkRequest.accepts(http.request(), "Accept-Encoding", "gzip")) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(Buffer.buffer(payload.gzipped()));
        } else {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                    .end(Buffer.buffer(payload.plain()));
        }
    }
}
