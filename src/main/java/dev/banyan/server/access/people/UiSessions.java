package dev.banyan.server.access.people;

import dev.banyan.server.access.kit.Secrets;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sessions of the web UI. The browser holds a random token, the database only its hash. */
@ApplicationScoped
public class UiSessions {
    private final Recurring recurring = new Recurring(Logger.getLogger(UiSessions.class));

    private final SessionLimits limits;
    private final UiSessionRows rows;
    private final UserRows users;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random;

    UiSessions(
            UiSessionRows rows,
            UserRows users,
            AuditTrail audit,
            Clock clock,
            SecureRandom random,
            SessionLimits limits) {
        this.limits = limits;
        this.rows = rows;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /** Always a new token, and the old session (if any) ends: a token planted before the sign-in is worth nothing after it. */
    @Transactional
    public String start(VerifiedUser user, Optional<String> oldToken) {
        oldToken.ifPresent(rows::end);
        String token = Secrets.random256(random);
        UiSessionEntity row = new UiSessionEntity();
        row.tokenHash = Secrets.sha256(token);
        row.user = users.getEntityManager().getReference(UserEntity.class, user.id());
        row.credentialVersion = user.credentialVersion();
        row.csrfToken = Secrets.random256(random);
        row.createdAt = clock.instant();
        row.lastSeenAt = row.createdAt;
        rows.persist(row);
        audit.record(Actor.user(user.username()), null, null, AuditAction.SESSION_STARTED, user.username(), Map.of());
        return token;
    }

    @Transactional
    public Optional<UiSession> find(String token) {
        Instant now = clock.instant();
        Optional<UiSessionEntity> row = rows.of(token).filter(found -> found.isLive(limits, now));
        row.filter(found -> limits.renewalDue(found.lastSeenAt, now))
                .ifPresent(found -> rows.seen(found.tokenHash, now));
        return row.map(UiSession::of);
    }

    @Transactional
    public void end(Actor actor, String token) {
        rows.end(token);
        audit.record(actor, null, null, AuditAction.SESSION_ENDED, actor.name(), Map.of());
    }

    @Scheduled(
            every = "${banyan.access.forget-interval}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void removeExpired() {
        Instant now = clock.instant();
        recurring.attempt(
                "Removing expired sessions",
                () -> QuarkusTransaction.requiringNew()
                        .run(() -> rows.removeExpired(now.minus(limits.lifetime()), now.minus(limits.idle()))));
    }
}
