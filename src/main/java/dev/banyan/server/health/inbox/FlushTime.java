package dev.banyan.server.health.inbox;

import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.delivery.ruleset.RulesetChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * How soon an SDK should send its next batch: within a second while a route of this one moves, at leisure otherwise. A route moves while it is
 * split between two stages, for a while after its environment was changed, and when a {@link Movement} says so. Needs no database.
 */
@ApplicationScoped
class FlushTime {
    static final Duration MOVING = Duration.ofSeconds(1);
    static final Duration RESTING = Duration.ofSeconds(4);
    private static final Duration AFTER_A_CHANGE = Duration.ofMinutes(15);
    private static final int ALL = 1_000_000;

    private final LiveRulesets rulesets;
    private final Instance<Movement> movements;
    private final Clock clock;
    private final Map<Long, Instant> changes = new ConcurrentHashMap<>();

    FlushTime(LiveRulesets rulesets, Instance<Movement> movements, Clock clock) {
        this.rulesets = rulesets;
        this.movements = movements;
        this.clock = clock;
    }

    void changed(@Observes RulesetChanged event) {
        changes.put(event.ruleset().scope().id(), clock.instant());
    }

    Duration after(long environmentId, TelemetryRequest batch) {
        Instant changed = changes.getOrDefault(environmentId, Instant.EPOCH);
        boolean moving = changed.plus(AFTER_A_CHANGE).isAfter(clock.instant())
                || routes(batch).anyMatch(route -> moves(environmentId, route));
        return moving ? MOVING : RESTING;
    }

    private static Stream<String> routes(TelemetryRequest batch) {
        return batch.outcomes().stream().map(TelemetryRequest.Outcome::route).distinct();
    }

    private boolean moves(long environmentId, String route) {
        return rulesets.of(environmentId).map(LiveRuleset::rules).stream().anyMatch(rules -> isSplit(rules, route))
                || movements.stream().anyMatch(movement -> movement.moves(environmentId, route));
    }

    private static boolean isSplit(Ruleset rules, String key) {
        RouteRules route = rules.route(key);
        return route != null && route.enabled() && route.cohorts().stream().anyMatch(FlushTime::isSplit);
    }

    private static boolean isSplit(Cohort cohort) {
        int share = cohort.rollout().share();
        return share > 0 && share < ALL;
    }
}
