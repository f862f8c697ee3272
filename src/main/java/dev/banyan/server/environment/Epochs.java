package dev.banyan.server.environment;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The lives of an environment. Within an epoch nobody ever goes back to a lower revision; so when the database went back, because it was
 * restored from a backup or a failover lost commits, a new epoch must begin, or those who hold what was lost would wait for a revision
 * that does not come.
 */
@ApplicationScoped
public class Epochs {
    private static final Logger LOG = Logger.getLogger(Epochs.class);
    private static final Duration BETWEEN_CLAIMS = Duration.ofMinutes(10);

    private final EnvironmentRows rows;
    private final ChangeNotices notices;
    private final AuditTrail audit;
    private final Clock clock;
    private final Event<EpochBegan> began;

    Epochs(EnvironmentRows rows, ChangeNotices notices, AuditTrail audit, Clock clock, Event<EpochBegan> began) {
        this.rows = rows;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
        this.began = began;
    }

    /**
     * Begins a new epoch if the evidence holds: looked at under the environment's lock, so a commit that is only on its way is never
     * taken for a lost one, and of many who bring the same evidence one finds it true.
     *
     * @return whether a new epoch began
     */
    @Transactional
    public boolean beginIfLost(long environmentId, LostCommits evidence) {
        EnvironmentEntity entity = rows.findById(environmentId);
        if (entity == null || !holds(evidence, entity)) {
            return false;
        }
        // Only now, since this is asked about every revision that is merely late, and the lock makes changes wait.
        rows.lock(entity.scope());
        if (!holds(evidence, entity)) {
            return false;
        }
        String words = evidence.words(entity.revision);
        LOG.warnf("A new epoch of %s/%s begins: %s", entity.project, entity.key, words);
        begin(Actor.system("delivery"), entity, "evidence", words);
        return true;
    }

    private boolean holds(LostCommits evidence, EnvironmentEntity entity) {
        return entity.epoch.equals(evidence.epoch())
                && entity.revision < evidence.revision()
                && (evidence.fromMemory() || !beganLately(entity));
    }

    /** By hand, when somebody knows better. */
    @Transactional
    public EnvironmentState begin(Actor actor, EnvironmentScope scope, String reason) {
        EnvironmentEntity entity = rows.lock(scope);
        begin(actor, entity, "reason", reason);
        return entity.state();
    }

    private void begin(Actor actor, EnvironmentEntity entity, String because, String words) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("revision", entity.revision);
        details.put(because, words);
        entity.epoch = UUID.randomUUID().toString();
        entity.epochBeganAt = clock.instant();
        rows.flush();
        EnvironmentScope scope = entity.scope();
        began.fire(new EpochBegan(scope));
        notices.send(scope, entity.revision);
        audit.record(actor, scope.project(), scope.key(), AuditAction.ENVIRONMENT_EPOCH_BEGAN, scope.key(), details);
    }

    /** A service that makes up revisions could otherwise have all others fetch everything, again and again. */
    private boolean beganLately(EnvironmentEntity entity) {
        Instant now = clock.instant();
        return Optional.ofNullable(entity.epochBeganAt)
                .filter(at -> at.plus(BETWEEN_CLAIMS).isAfter(now))
                .isPresent();
    }
}
