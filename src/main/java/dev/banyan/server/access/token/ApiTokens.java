package dev.banyan.server.access.token;

import dev.banyan.server.access.kit.AccessConfig;
import dev.banyan.server.access.people.VerifiedUser;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Issues API tokens. They say who somebody is for a while, and nothing about rights. */
@ApplicationScoped
public class ApiTokens {

    static final String ISSUER = "banyan";
    static final String AUDIENCE = "banyan-api";
    static final SignatureAlgorithm ALGORITHM = SignatureAlgorithm.RS256;

    /** Claim: which password of the user this token was issued under. */
    public static final String CREDENTIAL_VERSION = "credential_version";

    private final AccessConfig config;
    private final SigningKeys keys;
    private final AuditTrail audit;
    private final Clock clock;

    ApiTokens(SigningKeys keys, AuditTrail audit, Clock clock, AccessConfig config) {
        this.config = config;
        this.keys = keys;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    TokenView issue(VerifiedUser user) {
        SigningKey key = keys.newest();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(config.tokenLifetime());
        String token = Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(user.username())
                .upn(user.username())
                .claim(CREDENTIAL_VERSION, user.credentialVersion())
                .issuedAt(now)
                .expiresAt(expiresAt)
                .jws()
                .keyId(key.kid())
                .algorithm(ALGORITHM)
                .sign(key.privateKey());
        audit.record(Actor.user(user.username()), null, null, AuditAction.TOKEN_ISSUED, user.username(), Map.of());
        return new TokenView(token, expiresAt);
    }
}
