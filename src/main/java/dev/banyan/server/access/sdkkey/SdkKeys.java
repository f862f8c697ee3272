package dev.banyan.server.access.sdkkey;

import dev.banyan.server.access.kit.Secrets;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The keys with which services ask for their ruleset. A new key works, and a revoked one stops, within seconds on every replica. */
@ApplicationScoped
public class SdkKeys {

    /** Rotation needs two; the rest is for services that should not share one. More is a sign of keys that nobody revokes. */
    static final int MAX_LIVE = 50;

    private static final int MAX_NAME = 100;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final SdkKeyRows rows;
    private final SdkKeyDirectory directory;
    private final SdkKeyRefresh refresh;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random;

    SdkKeys(
            SdkKeyRows rows,
            SdkKeyDirectory directory,
            SdkKeyRefresh refresh,
            AuditTrail audit,
            Clock clock,
            SecureRandom random) {
        this.rows = rows;
        this.directory = directory;
        this.refresh = refresh;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The key works on this replica when this returns: who starts a service with it at once must not be told that it is wrong.
     *
     * @param expiresAt null: until it is revoked
     */
    public IssuedSdkKey create(Actor actor, KeyedEnvironment environment, String name, Instant expiresAt) {
        IssuedSdkKey issued = QuarkusTransaction.requiringNew().call(() -> insert(actor, environment, name, expiresAt));
        refresh.refresh();
        return issued;
    }

    private IssuedSdkKey insert(Actor actor, KeyedEnvironment environment, String name, Instant expiresAt) {
        Instant now = clock.instant();
        check(environment, name, expiresAt, now);
        String key = SdkKeyText.generate(random);
        SdkKeyEntity row = new SdkKeyEntity();
        row.environmentId = environment.id();
        row.project = environment.projectKey();
        row.environment = environment.environmentKey();
        row.name = name;
        row.hint = SdkKeyText.hint(key);
        row.keyHash = Secrets.sha256(key);
        row.createdAt = now;
        row.createdBy = actor.name();
        row.expiresAt = expiresAt;
        rows.persist(row);
        rows.bumpVersion();
        record(actor, environment, AuditAction.SDK_KEY_CREATED, row);
        return new IssuedSdkKey(key, SdkKeyView.of(row));
    }

    private void check(KeyedEnvironment environment, String name, Instant expiresAt, Instant now) {
        if (name == null || name.isBlank() || name.length() > MAX_NAME) {
            throw Problem.badField(
                    "name",
                    "The key needs a name of 1 to " + MAX_NAME + " characters.",
                    "Name it after the service that will use it.");
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw Problem.badField("expiresAt", "expiresAt lies in the past.", "Use a later moment, or leave it out.");
        }
        if (rows.live(environment.id(), now) >= MAX_LIVE) {
            throw Problem.conflict(
                    "too-many-sdk-keys",
                    "The environment has " + MAX_LIVE + " live SDK keys already.",
                    "Revoke one that is no longer used.");
        }
    }

    @Transactional
    public Page<SdkKeyView> list(long environmentId, PageRequest request) {
        return Page.of(rows.page(environmentId, request), request, row -> Long.toString(row.id))
                .map(SdkKeyView::of);
    }

    /** Revoking twice changes nothing the second time. */
    public void revoke(Actor actor, KeyedEnvironment environment, long keyId) {
        QuarkusTransaction.requiringNew().run(() -> markRevoked(actor, environment, keyId));
        refresh.refresh();
    }

    private void markRevoked(Actor actor, KeyedEnvironment environment, long keyId) {
        SdkKeyEntity row = rows.in(environment.id(), keyId).orElseThrow(() -> Problem.notFound("SDK key " + keyId));
        if (row.revokedAt == null) {
            row.revokedAt = clock.instant();
            rows.bumpVersion();
            record(actor, environment, AuditAction.SDK_KEY_REVOKED, row);
        }
    }

    /**
     * From memory: never waits, and works without the database.
     *
     * @throws Problem 503 when the key is unknown and the database cannot be asked: told that its key is wrong, a service would stay
     *     away for minutes
     */
    public Optional<SdkKeyScope> environmentOf(String bearer) {
        Optional<SdkKeyScope> scope = directory.find(bearer, clock.instant());
        if (scope.isEmpty() && !refresh.isInStep() && directory.mightBeLive(bearer)) {
            throw Problem.unavailable(
                    "This SDK key is not known here, and the database cannot be asked at the moment.", ASK_AGAIN);
        }
        return scope;
    }

    /** For connections that outlive a request: false once the key behind them was revoked or has expired. */
    public boolean stillLive(SdkKeyScope scope) {
        return directory.stillLive(scope, clock.instant());
    }

    private void record(Actor actor, KeyedEnvironment environment, AuditAction action, SdkKeyEntity row) {
        audit.record(
                actor,
                environment.projectKey(),
                environment.environmentKey(),
                action,
                row.name,
                Map.of("id", row.id, "hint", row.hint));
    }
}
