package dev.banyan.server.emergency;

import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.worker.WayBack;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Where the other replicas say what they have taken without the database. The signature is the credential. */
@Path("/replica/v1/emergencies")
class ReplicaResource {
    static final String SENT_AT = "Banyan-Replica-Sent-At";
    static final String SIGNATURE = "Banyan-Replica-Signature";

    private static final Logger LOG = Logger.getLogger(ReplicaResource.class);
    private static final int LONGEST = 16_384;

    private final Replicas replicas;
    private final LiveRulesets rulesets;
    private final HeldRollbacks held;
    private final Clock clock;
    private final SeenMessages seen;
    private final Executor wayBack;

    ReplicaResource(
            Replicas replicas,
            LiveRulesets rulesets,
            HeldRollbacks held,
            SeenMessages seen,
            Clock clock,
            @Identifier(WayBack.THREADS) Executor wayBack) {
        this.replicas = replicas;
        this.rulesets = rulesets;
        this.held = held;
        this.seen = seen;
        this.clock = clock;
        this.wayBack = wayBack;
    }

    /** Whose message it is takes no thread but that of the connection: anybody may send one. */
    @POST
    @PermitAll
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Void> take(@HeaderParam(SENT_AT) String sentAt, @HeaderParam(SIGNATURE) String signature, byte[] body) {
        requireOurs(sentAt, signature, body);
        return Uni.createFrom().<Void>item(() -> take(body)).runSubscriptionOn(wayBack);
    }

    private Void take(byte[] body) {
        HeldRollback rollback = read(body);
        requireKnown(rollback);
        // Also what does the same as one that is held: instances wait for each of them by its id.
        if (!held.has(rollback.id())) {
            requireRoom();
            held.add(rollback);
            LOG.warnf(
                    "Taken over from %s: %s %s (%s)",
                    rollback.takenBy(), rollback.action(), rollback.subject(), rollback.id());
        }
        return null;
    }

    private void requireOurs(String sentAt, String signature, byte[] body) {
        Instant now = clock.instant();
        boolean ours = body.length <= LONGEST
                && sentAt != null
                && sentAt.matches("\\d{1,16}")
                && replicas.signature()
                        .filter(it -> it.holds(signature, Long.parseLong(sentAt), body, now))
                        .isPresent()
                && seen.take(signature, now);
        if (!ours) {
            throw Problem.unauthenticated(
                    "This is no fresh message of a replica of this cluster.",
                    "Replicas need the same database and clocks that differ by less than a minute.");
        }
    }

    private static HeldRollback read(byte[] body) {
        try {
            return HeldRollbacks.read(body);
        } catch (IOException malformed) {
            throw Problem.badRequest("The rollback cannot be read.", "Run the same release on all replicas.");
        }
    }

    /** A rollback for an environment that was never here could not be held back from anybody, nor be settled. */
    private void requireKnown(HeldRollback rollback) {
        rulesets.of(rollback.environment().id())
                .map(LiveRuleset::scope)
                .filter(rollback.environment()::equals)
                .orElseThrow(() ->
                        Problem.notFound("environment " + rollback.environment().key()));
    }

    private void requireRoom() {
        if (held.full()) {
            throw Problem.unavailable("Too many rollbacks wait here to be recorded.", ToldReplicas.LONGEST_PAUSE);
        }
    }
}
