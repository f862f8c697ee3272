package dev.banyan.server.ofrep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.delivery.stream.OpenResponse;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * The event stream that bulk answers offer: it says that something has changed, never what. Written straight to the connection, on its
 * event loop, like the SDK's own stream.
 */
@ApplicationScoped
class EventStreamResource {
    static final String PATH = "/ofrep/v1/stream";

    private final LiveRulesets rulesets;
    private final EventStreams streams;
    private final DeliveryConfig delivery;
    private final ObjectMapper json;
    private final RandomGenerator random;

    EventStreamResource(
            LiveRulesets rulesets,
            EventStreams streams,
            DeliveryConfig delivery,
            ObjectMapper json,
            SecureRandom random) {
        this.rulesets = rulesets;
        this.streams = streams;
        this.delivery = delivery;
        this.json = json;
        this.random = random;
    }

    void route(@Observes Router router) {
        router.get(PATH).handler(http -> {
            try {
                open(http);
            } catch (Refusal refusal) {
                refuse(refusal, http.response());
            }
        });
    }

    private void open(RoutingContext http) {
        SdkKeyScope key = key(http);
        ruleset(key);
        OpenResponse response = new OpenResponse(http);
        EventStream stream = new EventStream(key, response, end());
        // Nothing may fail between these three: the place would be taken for good.
        if (!streams.admit()) {
            throw Refusal.full();
        }
        streams.add(stream);
        response.whenOver(() -> streams.remove(stream));
        response.asEventStream();
        // Read once more: a change just before this stream was known has reached the memory, but not the stream.
        greet(stream, RulesetVersion.of(ruleset(key)), http.request().getHeader("Last-Event-ID"));
    }

    /**
     * Whoever does not say that it has heard of the newest version is told of it at once: between its last evaluation and now a change
     * may have passed by. An evaluation that turns out to be the same is answered 304.
     */
    private static void greet(EventStream stream, RulesetVersion version, String lastEventId) {
        if (RefetchEvent.id(version).equals(lastEventId)) {
            stream.knows(version);
            stream.response().signOfLife(Buffer.buffer(": up to date\n\n"));
        } else {
            stream.send(version, Buffer.buffer(RefetchEvent.of(version)));
        }
    }

    private void refuse(Refusal refusal, HttpServerResponse response) {
        response.setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        refusal.retryAfter().ifPresent(wait -> response.putHeader("Retry-After", String.valueOf(wait.toSeconds())));
        try {
            response.end(json.writeValueAsString(refusal.body(null)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A refusal can always be written", impossible);
        }
    }

    private LiveRuleset ruleset(SdkKeyScope key) {
        return rulesets.of(key.environmentId()).orElseThrow(Refusal::notLoaded);
    }

    /** Nobody without an SDK key gets this far: the paths below /ofrep ask for one. */
    private static SdkKeyScope key(RoutingContext http) {
        return ((QuarkusHttpUser) http.user()).getSecurityIdentity().getAttribute(Identities.SDK_SCOPE);
    }

    private long end() {
        long whole = delivery.streamLifetime().toNanos();
        return System.nanoTime() + random.nextLong(whole / 2, whole + 1);
    }
}
