package dev.banyan.server.ofrep;

import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.delivery.ruleset.RulesetChanged;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rulesets that a client knows to exist and this replica does not have yet. Another replica has told the client of the change a few
 * milliseconds ago; an answer from the old ruleset would stay with the client until the next change.
 */
@ApplicationScoped
class AnnouncedRulesets {

    /** Longer than a replica takes to find a change whose notification was lost. After that, what is here is what there is. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int MAX_WAITING = 1_000;

    private record Wait(long environmentId, RulesetVersion version, CompletableFuture<LiveRuleset> arrived) {

        void offer(LiveRuleset ruleset) {
            if (ruleset.scope().id() == environmentId && !version.isAheadOf(RulesetVersion.of(ruleset))) {
                arrived.complete(ruleset);
            }
        }
    }

    private final Set<Wait> waiting = ConcurrentHashMap.newKeySet();
    private final LiveRulesets rulesets;

    AnnouncedRulesets(LiveRulesets rulesets) {
        this.rulesets = rulesets;
    }

    /** The environment's ruleset of this version or a later one; after a while the one that there is. */
    Uni<LiveRuleset> await(LiveRuleset current, RulesetVersion version) {
        if (waiting.size() >= MAX_WAITING) {
            return Uni.createFrom().item(current);
        }
        Wait wait = new Wait(current.scope().id(), version, new CompletableFuture<>());
        waiting.add(wait);
        // It may have come between the caller's look and ours.
        rulesets.of(wait.environmentId).ifPresent(wait::offer);
        return Uni.createFrom()
                .completionStage(wait.arrived)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(() -> rulesets.of(wait.environmentId).orElse(current))
                .onTermination()
                .invoke(() -> waiting.remove(wait));
    }

    void heard(@Observes RulesetChanged changed) {
        waiting.forEach(wait -> wait.offer(changed.ruleset()));
    }
}
