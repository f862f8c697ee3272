package dev.banyan.server.delivery;

import dev.banyan.server.environment.Epochs;
import dev.banyan.server.environment.LostCommits;
import dev.banyan.server.environment.PublishedRulesets;
import dev.banyan.server.environment.RulesetDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest ruleset of every environment, in memory, with the emergencies that are in force. Reading never waits and needs no database.
 * Thread-safe.
 */
@ApplicationScoped
public class LiveRulesets {
    private final Map<Long, LiveRuleset> byEnvironment = new ConcurrentHashMap<>();
    /** Those that come from this replica's disk, and were not heard of since. */
    private final Set<Long> restored = ConcurrentHashMap.newKeySet();

    private final PublishedRulesets published;
    private final Epochs epochs;
    private final Event<RulesetChanged> changed;
    private long serial;

    LiveRulesets(PublishedRulesets published, Epochs epochs, Event<RulesetChanged> changed) {
        this.published = published;
        this.epochs = epochs;
        this.changed = changed;
    }

    /** Empty when the environment is so new that this replica has not heard of it yet. */
    public Optional<LiveRuleset> of(long environmentId) {
        return Optional.ofNullable(byEnvironment.get(environmentId));
    }

    public Optional<LiveRuleset> named(String project, String environment) {
        return byEnvironment.values().stream()
                .filter(ruleset -> ruleset.scope().project().equals(project)
                        && ruleset.scope().key().equals(environment))
                .findFirst();
    }

    public Collection<LiveRuleset> all() {
        return List.copyOf(byEnvironment.values());
    }

    /** What this replica had on its disk: served until the database is heard, and replaced by what that says. */
    void restore(Collection<RulesetDocument> documents) {
        documents.forEach(document -> {
            byEnvironment.put(document.scope().id(), new LiveRuleset(document));
            restored.add(document.scope().id());
        });
    }

    /** Brings every environment up to date whose newest ruleset in the database is another one. */
    void refreshAll() {
        Map<Long, String> etags = published.etags();
        etags.forEach((environment, etag) -> {
            LiveRuleset current = byEnvironment.get(environment);
            if (current == null || !current.etag().equals(etag) || restored.contains(environment)) {
                requireNothingLost(environment, current);
                refresh(environment);
            }
        });
        byEnvironment.keySet().retainAll(etags.keySet());
    }

    void refresh(long environmentId) {
        published.load(environmentId).ifPresent(document -> accept(environmentId, document));
    }

    /** What we hold was committed once. If the database has less, a new epoch lets everybody follow it. */
    private void requireNothingLost(long environmentId, LiveRuleset held) {
        if (held != null) {
            epochs.beginIfLost(environmentId, LostCommits.heldHere(held.epoch(), held.revision()));
        }
    }

    private void accept(long environmentId, RulesetDocument document) {
        LiveRuleset current = byEnvironment.get(environmentId);
        boolean first = current == null || restored.remove(environmentId);
        if (!first && !current.isReplacedBy(document)) {
            return;
        }
    }

    /** Brings every environment up to date whose newest ruleset in the database is another one. */
    void refreshAll(Connection connection) throws SQLException {
        for (Map.Entry<Long, String> newest : published.etags(connection).entrySet()) {
            LiveRuleset current = byEnvironment.get(newest.getKey());
            if (current == null || !current.document().head().etag().equals(newest.getValue())) {
                refresh(connection, newest.getKey());
            }
        }
    }

    void refresh(Connection connection, long environmentId) throws SQLException {
        published
                .load(connection, environmentId, config.deltaHistory())
                .ifPresent(document -> accept(environmentId, document));
    }

    private synchronized void accept(long environmentId, RulesetDocument document) {
        LiveRuleset current = byEnvironment.get(environmentId);
        if (current == null || isReplaced(current.document(), document)) {
            drop(environmentId, document.head().settled());
            publish(environmentId, document);
        }
    }

    /** A revision is only ever followed by a higher one, unless the database was restored and an epoch begins. */
    private static boolean isReplaced(RulesetDocument current, RulesetDocument next) {
        return !current.head().epoch().equals(next.head().epoch())
                || next.head().revision() > current.head().revision();
    }

    private void drop(long environmentId, List<UUID> settled) {
        Optional.ofNullable(emergencies.get(environmentId)).ifPresent(held -> settled.forEach(held::remove));
    }

    private void publish(long environmentId, RulesetDocument document) {
        List<Emergency> held = emergencies.getOrDefault(environmentId, Map.of()).values().stream()
                .sorted(Emergency.ORDER)
                .toList();
        LiveRuleset next = new LiveRuleset(document, held, ++serial);
        byEnvironment.put(environmentId, next);
        changed.fire(new RulesetChanged(next));
    }
}
