package dev.banyan.server.ofrep;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.sdkkey.SdkKeyScope;
import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The two evaluations of the protocol. All is in memory, so they run on the event loop: worker threads may all be waiting for a database
 * that is gone. Bodies are read here and not by the framework, whose refusals would not be in the protocol's words.
 */
@Path("/ofrep/v1/evaluate/flags")
@RolesAllowed(Identities.SDK)
@Tag(name = "OFREP")
@APIResponse(
        responseCode = "default",
        description = "Refused, in the words of the protocol",
        content =
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FlagAnswer.Failed.class)))
@NonBlocking
class EvaluationResource {

    /** What the API description says of a body. */
    @Schema(description = "Whatever else it says is ignored")
    private record EvaluationRequest(
            @Schema(description = "targetingKey and attributes; objects are flattened with dots")
            Map<String, Object> context) {}

    /** About as long as one request takes to receive. */
    private static final double ROUTES_PER_REQUEST = 20;

    private final SecurityIdentity identity;
    private final LiveRulesets rulesets;
    private final AnnouncedRulesets announced;
    private final RequestBudget budget;

    EvaluationResource(
            SecurityIdentity identity, LiveRulesets rulesets, AnnouncedRulesets announced, RequestBudget budget) {
        this.identity = identity;
        this.rulesets = rulesets;
        this.announced = announced;
        this.budget = budget;
    }

    @POST
    @Path("/{key}")
    @Operation(summary = "Evaluate one flag for a context")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EvaluationRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "The value, and what led to it",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = FlagAnswer.Evaluated.class)))
    public Response one(@PathParam("key") String key, byte[] body) {
        try {
            LiveRuleset ruleset = ruleset();
            spend(1);
            RequestContext context = RequestContext.read(body);
            return AnswerMapper.of(new Evaluation(ruleset.rules(), context.context()).one(key));
        } catch (RuntimeException failure) {
            return AnswerMapper.failure(failure, key);
        }
    }

    /** @param announcedTag the tag of the event that made the client ask, as the protocol hands it on */
    @POST
    @Operation(summary = "Evaluate all flags of the environment for a context")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EvaluationRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Every flag, with the entity tag of this answer",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BulkAnswer.class)))
    @APIResponse(responseCode = "304", description = "Nothing has changed for this context")
    public Uni<Response> all(
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known,
            @QueryParam("flagConfigEtag") String announcedTag,
            byte[] body) {
        try {
            LiveRuleset ruleset = ruleset();
            spend(1 + ruleset.rules().routes().size() / ROUTES_PER_REQUEST);
            RequestContext context = RequestContext.read(body);
            return newest(ruleset, known, announcedTag)
                    .map(newest -> answer(newest, context, known, announcedTag))
                    .onFailure()
                    .recoverWithItem(failure -> AnswerMapper.failure(failure, null));
        } catch (RuntimeException failure) {
            return Uni.createFrom().item(AnswerMapper.failure(failure, null));
        }
    }

    private Uni<LiveRuleset> newest(LiveRuleset current, String known, String announcedTag) {
        RulesetVersion here = RulesetVersion.of(current);
        return Stream.of(announcedTag, known)
                .map(RulesetVersion::of)
                .flatMap(Optional::stream)
                .filter(version -> version.isAheadOf(here))
                .findFirst()
                .map(version -> announced.await(current, version).emitOn(loop()))
                .orElseGet(() -> Uni.createFrom().item(current));
    }

    /** The thread that hears of changes has streams to tell of them; what was waiting goes on where it was. */
    private static Executor loop() {
        Context loop = Vertx.currentContext();
        return task -> loop.runOnContext(nothing -> task.run());
    }

    private static Response answer(LiveRuleset ruleset, RequestContext context, String known, String announcedTag) {
        EntityTag tag = EntityTag.of(ruleset.rules(), ruleset.tag().mark(), context);
        if (tag.matches(known) && !differs(announcedTag, ruleset)) {
            return AnswerMapper.notModified(tag);
        }
        Evaluation evaluation = new Evaluation(ruleset.rules(), context.context());
        BulkAnswer answer = new BulkAnswer(
                evaluation.all(), List.of(BulkAnswer.EventStreamOffer.ours()), Evaluation.origin(ruleset.rules()));
        return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, tag.toString())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    /** The protocol: a request that an event of another version has caused must not be answered 304, whatever else it says. */
    private static boolean differs(String announcedTag, LiveRuleset ruleset) {
        return announcedTag != null && !RulesetVersion.of(announcedTag).equals(Optional.of(RulesetVersion.of(ruleset)));
    }

    private LiveRuleset ruleset() {
        return rulesets.of(key().environmentId()).orElseThrow(Refusal::notLoaded);
    }

    private void spend(double cost) {
        budget.take(key().keyId(), cost).ifPresent(wait -> {
            throw Refusal.tooMany(wait);
        });
    }

    private SdkKeyScope key() {
        return identity.getAttribute(Identities.SDK_SCOPE);
    }
}
