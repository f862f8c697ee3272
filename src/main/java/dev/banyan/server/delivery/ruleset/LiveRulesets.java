package dev.banyan.server.delivery.ruleset;

import dev.banyan.server.delivery.kit.Announcer;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.kit.Failures;
import dev.banyan.server.environment.Epochs;
import dev.banyan.server.environment.LostCommits;
import dev.banyan.server.environment.PublishedRulesets;
import dev.banyan.server.environment.RulesetDocument;
import dev.banyan.server.problem.DatabaseGone;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The newest ruleset of every environment, in memory, with the emergencies that are in force. Reading never waits and needs no database.
 * Thread-safe.
 */
@ApplicationScoped
public class LiveRulesets {
    private final Map<Long, LiveRuleset> byEnvironment = new ConcurrentHashMap<>();
    private final Map<Long, Map<UUID, Emergency>> emergencies = new ConcurrentHashMap<>();
    /** Those that come from this replica's disk, and were not heard of since. */
    private final Set<Long> restored = ConcurrentHashMap.newKeySet();

    private final PublishedRulesets published;
    private final Epochs epochs;
    private final DeliveryConfig config;
    private final Announcer announcer;
    private final FirstSight firstSight;
    private final Failures failures = new Failures(Logger.getLogger(LiveRulesets.class), System::nanoTime);
    private volatile boolean hasLooked;
    private long serial;

    LiveRulesets(
            PublishedRulesets published,
            Epochs epochs,
            DeliveryConfig config,
            Announcer announcer,
            FirstSight firstSight) {
        this.published = published;
        this.epochs = epochs;
        this.config = config;
        this.announcer = announcer;
        this.firstSight = firstSight;
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

    /**
     * Puts an emergency in force and sends it to everybody who is connected here. Holding the same again changes nothing. It is dropped when
     * a committed ruleset says that it is settled.
     */
    public synchronized void hold(long environmentId, Emergency emergency) {
        Map<UUID, Emergency> held = emergencies.computeIfAbsent(environmentId, id -> new ConcurrentHashMap<>());
        LiveRuleset current = byEnvironment.get(environmentId);
        if (current == null) {
            held.putIfAbsent(emergency.id(), emergency);
        } else if (!current.document().head().settled().contains(emergency.id())
                && held.putIfAbsent(emergency.id(), emergency) == null) {
            publish(environmentId, current.document());
        }
    }

    /** What this replica had on its disk: served until the database is heard, and replaced by what that says. */
    synchronized void restore(Collection<RulesetDocument> documents) {
        documents.forEach(document -> {
            long environmentId = document.head().scope().id();
            restored.add(environmentId);
            publish(environmentId, document);
        });
    }

    /** Brings every environment up to date whose newest ruleset in the database is another one. */
    public void refreshAll(Connection connection) throws SQLException {
        Map<Long, String> etags = published.etags(connection);
        for (Map.Entry<Long, String> newest : etags.entrySet()) {
            LiveRuleset current = byEnvironment.get(newest.getKey());
            if (current == null && !hasLooked) {
                firstSight.found(newest.getKey());
            }
            if (current == null
                    || !current.document().head().etag().equals(newest.getValue())
                    || restored.contains(newest.getKey())) {
                refresh(connection, newest.getKey(), current);
            }
        }
        byEnvironment.keySet().retainAll(etags.keySet());
        hasLooked = true;
    }

    /** One environment that cannot be read must not keep the others from being brought up to date. */
    private void refresh(Connection connection, long environmentId, LiveRuleset held) throws SQLException {
        try {
            requireNothingLost(environmentId, held);
            refresh(connection, environmentId);
        } catch (RuntimeException failed) {
            if (DatabaseGone.orBusyBehind(failed).isPresent()) {
                throw failed;
            }
            failures.say("Environment " + environmentId + " cannot be brought up to date", failed);
        }
    }

    /** What we hold was committed once. If the database has less, a new epoch lets everybody follow it. */
    private void requireNothingLost(long environmentId, LiveRuleset held) {
        if (held != null) {
            epochs.beginIfLost(environmentId, LostCommits.heldHere(held.epoch(), held.revision()));
        }
    }

    public void refresh(Connection connection, long environmentId) throws SQLException {
        published
                .load(connection, environmentId, config.deltaHistory())
                .ifPresent(document -> accept(environmentId, document));
    }

    private synchronized void accept(long environmentId, RulesetDocument document) {
        LiveRuleset current = byEnvironment.get(environmentId);
        if (current == null || restored.remove(environmentId) || isReplaced(current.document(), document)) {
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
        LiveRuleset before = byEnvironment.get(environmentId);
        LiveRuleset next = new LiveRuleset(document, held, ++serial, before == null ? null : before.known());
        byEnvironment.put(environmentId, next);
        announcer.tell(new RulesetChanged(next));
    }
}
