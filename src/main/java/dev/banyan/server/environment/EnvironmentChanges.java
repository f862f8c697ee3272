package dev.banyan.server.environment;

import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.database.OneColumn;
import dev.banyan.server.problem.Problem;
import dev.banyan.wire.RulesetReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one way to change an environment. A change is one transaction and one revision: state, published ruleset, change log,
 * audit entry and notification are committed together or not at all.
 */
@ApplicationScoped
public class EnvironmentChanges {
    static final int LARGEST_BYTES = RulesetReader.MAX_BYTES / 2;

    private final EnvironmentRows rows;
    private final PublishedRulesets published;
    private final Epochs epochs;
    private final SettledEmergencies settled;
    private final ChangeLog log;
    private final AuditTrail audit;
    private final ChangeNotices notices;
    private final Followers followers;
    private final EntityManager database;

    EnvironmentChanges(
            EnvironmentRows rows,
            PublishedRulesets published,
            Epochs epochs,
            SettledEmergencies settled,
            ChangeLog log,
            AuditTrail audit,
            ChangeNotices notices,
            Followers followers,
            EntityManager database) {
        this.rows = rows;
        this.published = published;
        this.epochs = epochs;
        this.settled = settled;
        this.log = log;
        this.audit = audit;
        this.notices = notices;
        this.followers = followers;
        this.database = database;
    }

    /**
     * Applies a change. Joins the caller's transaction if there is one.
     *
     * @param work writes the state of the caller's slice and says which pieces of the ruleset changed; it runs while the
     *     environment is locked, and throws a {@link Problem} to refuse
     * @throws Problem when the work refuses, when the SDK's own reader refuses what the work has changed, or when somebody who is there would not
     *     understand it and the intent does not say that this is known
     */
    @Transactional
    public Committed apply(EnvironmentScope scope, Intent intent, Function<LockedEnvironment, List<Piece>> work) {
        EnvironmentEntity entity = rows.lock(scope);
        requireNothingLost(scope);
        Optional<Long> repeated = log.revisionOf(scope, intent);
        if (repeated.isPresent()) {
            return new Committed(repeated.get(), false);
        }
        Instant now = databaseTime();
        String rollbackBefore = entity.rollbackMode;
        List<Piece> pieces = work.apply(new LockedEnvironment(entity, now));
        if (pieces.isEmpty() && Objects.equals(rollbackBefore, entity.rollbackMode)) {
            return new Committed(entity.revision, false);
        }
        followers.require(scope, intent, pieces);
        return commit(entity, now, intent, pieces);
    }

    /**
     * Commits what was taken while the database was away, whatever has happened to the environment since. Once: however many replicas
     * try, and whether or not the one before them crashed. It makes a revision even when nothing changes any more, because the
     * ruleset has to say that it is settled.
     *
     * @param work as in {@link #apply}; refuses nothing
     */
    @Transactional
    public Committed settle(
            EnvironmentScope scope, TakenRollback taken, Intent intent, Function<LockedEnvironment, List<Piece>> work) {
        EnvironmentEntity entity = rows.lock(scope);
        requireNothingLost(scope);
        Optional<Long> before = settled.revisionOf(scope, taken.id());
        if (before.isPresent()) {
            return new Committed(before.get(), false);
        }
        Instant now = databaseTime();
        LockedEnvironment locked = new LockedEnvironment(entity, now);
        List<Piece> pieces = work.apply(locked);
        settled.add(scope, taken, locked.nextRevision(), now);
        return commit(entity, now, log.unused(scope, intent), pieces);
    }

    private Committed commit(EnvironmentEntity entity, Instant now, Intent intent, List<Piece> pieces) {
        entity.revision++;
        if (intent.urgent()) {
            entity.urgentRevision = entity.revision;
        }
        publish(entity.state(), intent, pieces);
        record(entity.state(), now, intent, pieces);
        return new Committed(entity.revision, true);
    }

    /**
     * For a transaction that changes several environments: locks them in one order before the first of them is changed, so that two
     * such transactions, or one and the audit chain, never wait for each other.
     */
    @Transactional
    public void lockAll(List<EnvironmentScope> scopes) {
        scopes.stream().sorted(Comparator.comparing(EnvironmentScope::id)).forEach(rows::lock);
    }

    /**
     * On a database that was just restored the first change must not take the number of one that is lost: who holds that would never hear
     * of this one.
     */
    private void requireNothingLost(EnvironmentScope scope) {
        published
                .seen(scope)
                .map(RulesetDocument::head)
                .ifPresent(seen -> epochs.beginIfLost(scope.id(), LostCommits.heldHere(seen.epoch(), seen.revision())));
    }

    private void publish(EnvironmentState environment, Intent intent, List<Piece> pieces) {
        published.put(environment.scope(), environment.revision(), pieces);
        byte[] bytes = published.assemble(environment.scope());
        requireSmall(bytes.length);
        // The way back must not be barred by rules that a later release has written.
        if (!intent.urgent()) {
            RefusedRuleset.requireUnderstood(bytes, pieces);
        }
    }

    /** Below what SDKs accept, older ones included: a ruleset that is too large must fail here, not there. */
    private static void requireSmall(int bytes) {
        if (bytes > LARGEST_BYTES) {
            throw Problem.badField(
                    "",
                    "The environment's ruleset would have " + bytes + " bytes.",
                    "Delete what is no longer used; " + LARGEST_BYTES + " bytes are the limit.");
        }
    }

    private void record(EnvironmentState environment, Instant now, Intent intent, List<Piece> pieces) {
        EnvironmentScope scope = environment.scope();
        log.append(scope, environment.revision(), now, intent, pieces);
        notices.send(scope, environment.revision());
        // Last, because its row lock is shared by all environments.
        audit.record(
                intent.actor(),
                scope.project(),
                scope.key(),
                intent.action(),
                intent.subject(),
                details(environment, intent, pieces));
    }

    private static Map<String, Object> details(EnvironmentState environment, Intent intent, List<Piece> pieces) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("revision", environment.revision());
        details.put("reason", intent.reason());
        details.put("changed", pieces.stream().map(Piece::key).toList());
        details.putAll(intent.facts());
        List<String> words =
                pieces.stream().flatMap(piece -> piece.words().stream()).toList();
        if (!words.isEmpty()) {
            details.put("what", words);
        }
        return details;
    }

    /** Times of changes and of acknowledgements are compared, so both come from the same clock. */
    private Instant databaseTime() {
        return OneColumn.time(database);
    }
}
