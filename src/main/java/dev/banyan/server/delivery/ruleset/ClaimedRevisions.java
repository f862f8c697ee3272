package dev.banyan.server.delivery.ruleset;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.delivery.kit.Text;
import dev.banyan.server.delivery.request.Acknowledgement;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.environment.Epochs;
import dev.banyan.server.environment.LostCommits;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Revisions that clients name and this replica does not have. Nearly always it will have them in a moment, since another replica told the
 * client first. Those that stay unknown are looked up in the database: one look for each environment every few seconds, whatever the
 * number of clients. A claim alone proves nothing: it counts only of an environment that this replica has just come to know, and so cannot know
 * better. Thread-safe.
 */
@ApplicationScoped
public class ClaimedRevisions {
    private static final Pattern REVISION = Pattern.compile("\\d{1,18}");

    private final Recurring recurring = new Recurring(Logger.getLogger(ClaimedRevisions.class));
    private final Map<Long, LostCommits> claims = new ConcurrentHashMap<>();
    private final LiveRulesets rulesets;
    private final Epochs epochs;
    private final FirstSight firstSight;

    ClaimedRevisions(LiveRulesets rulesets, Epochs epochs, FirstSight firstSight) {
        this.rulesets = rulesets;
        this.epochs = epochs;
        this.firstSight = firstSight;
    }

    /**
     * What a request says that its sender holds: as the last event of its stream, or as the entity tag of its last snapshot.
     *
     * @param header gives a request header by name, or null
     */
    public void named(long environmentId, UnaryOperator<String> header) {
        rulesets.of(environmentId).ifPresent(held -> {
            named(held, header.apply("Banyan-Epoch"), header.apply("Last-Event-ID"), header);
            RulesetTag.of(header.apply("If-None-Match"), held.epoch())
                    .ifPresent(tag -> named(held, tag.epoch(), String.valueOf(tag.revision()), header));
        });
    }

    /** What an instance says that it has applied. */
    public void named(long environmentId, InstanceIdentity instance, Acknowledgement applied) {
        rulesets.of(environmentId)
                .filter(held -> applied.applied())
                .ifPresent(held -> named(held, applied.epoch(), applied.revision(), instance.id()));
    }

    private void named(LiveRuleset held, String epoch, String revision, UnaryOperator<String> header) {
        if (revision != null && REVISION.matcher(revision).matches()) {
            named(
                    held,
                    epoch,
                    Long.parseLong(revision),
                    Text.clean(String.valueOf(header.apply("Banyan-Instance")), 64));
        }
    }

    private void named(LiveRuleset held, String epoch, long revision, String instance) {
        if (isAhead(epoch, revision, held) && firstSight.isRecent(held.scope().id())) {
            claims.merge(held.scope().id(), LostCommits.heldBy(instance, epoch, revision), ClaimedRevisions::higher);
        }
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void check() {
        claims.forEach((environment, claim) -> recurring.attempt(
                "The claim of a revision of environment " + environment, () -> check(environment, claim)));
    }

    private void check(long environment, LostCommits claim) {
        boolean stillAhead = rulesets.of(environment)
                .filter(held -> isAhead(claim.epoch(), claim.revision(), held))
                .isPresent();
        if (stillAhead) {
            epochs.beginIfLost(environment, claim);
        }
        claims.remove(environment, claim);
    }

    private static boolean isAhead(String epoch, long revision, LiveRuleset held) {
        return held.epoch().equals(epoch) && revision > held.revision();
    }

    private static LostCommits higher(LostCommits one, LostCommits other) {
        return other.epoch().equals(one.epoch()) && other.revision() <= one.revision() ? one : other;
    }
}
