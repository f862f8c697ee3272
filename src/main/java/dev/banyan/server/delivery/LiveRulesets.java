package dev.banyan.server.delivery;

import dev.banyan.server.environment.PublishedRulesets;
import dev.banyan.server.environment.RulesetDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest ruleset of every environment, in memory. Reading never waits and needs no database; writing is done by the one thread
 * that listens to changes. Thread-safe.
 */
@ApplicationScoped
public class LiveRulesets {
    private final Map<Long, LiveRuleset> byEnvironment = new ConcurrentHashMap<>();
    private final PublishedRulesets published;
    private final Event<RulesetChanged> changed;

    LiveRulesets(PublishedRulesets published, Event<RulesetChanged> changed) {
        this.published = published;
        this.changed = changed;
    }

    /** Empty when the environment is so new that this replica has not heard of it yet. */
    public Optional<LiveRuleset> of(long environmentId) {
        return Optional.ofNullable(byEnvironment.get(environmentId));
    }

    Collection<LiveRuleset> all() {
        return List.copyOf(byEnvironment.values());
    }

    /** Brings every environment up to date whose newest ruleset in the database is another one. */
    void refreshAll() {
        published.etags().forEach((environment, etag) -> {
            LiveRuleset current = byEnvironment.get(environment);
            if (current == null || !current.etag().equals(etag)) {
                refresh(environment);
            }
        });
    }

    void refresh(long environmentId) {
        published.load(environmentId).ifPresent(document -> accept(environmentId, document));
    }

    private void accept(long environmentId, RulesetDocument document) {
        LiveRuleset current = byEnvironment.get(environmentId);
        if (current != null && !current.isReplacedBy(document)) {
            return;
        }
        LiveRuleset next = new LiveRuleset(document);
        byEnvironment.put(environmentId, next);
        changed.fire(new RulesetChanged(next));
    }
}
