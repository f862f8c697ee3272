package dev.banyan.server.access.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.banyan.server.access.kit.AccessConfig;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Set;

/**
 * Checks API tokens with SmallRye, by rules that stand here and not in configuration: one algorithm, our issuer, our audience. The
 * token's header chooses among our keys by id and has no other say.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class ApiTokenVerifier extends JWTCallerPrincipalFactory {

    /** For replicas whose clocks differ; NTP keeps them far closer. */
    private static final int CLOCK_SKEW_SECONDS = 5;

    private static final int MAX_LENGTH = 8_192;

    private final AccessConfig config;
    private final SigningKeys keys;
    private final ObjectMapper json;
    private final JWTCallerPrincipalFactory smallrye = new DefaultJWTCallerPrincipalFactory();

    ApiTokenVerifier(SigningKeys keys, ObjectMapper json, AccessConfig config) {
        this.config = config;
        this.keys = keys;
        this.json = json;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo configured) throws ParseException {
        PublicKey key = keys.verifying(keyId(token)).orElseThrow(() -> new ParseException("The key id is not known"));
        JWTAuthContextInfo rules = new JWTAuthContextInfo(key, ApiTokens.ISSUER);
        rules.setSignatureAlgorithm(Set.of(ApiTokens.ALGORITHM));
        rules.setExpectedAudience(Set.of(ApiTokens.AUDIENCE));
        rules.setMaxTimeToLiveSecs(config.tokenLifetime().toSeconds());
        rules.setClockSkew(CLOCK_SKEW_SECONDS);
        return smallrye.parse(token, rules);
    }

    private String keyId(String token) throws ParseException {
        int end = token.indexOf('.');
        if (end < 0 || token.length() > MAX_LENGTH) {
            throw new ParseException("This is no token");
        }
        try {
            JsonNode header = json.readTree(Base64.getUrlDecoder().decode(token.substring(0, end)));
            return header == null ? "" : header.path("kid").asText();
        } catch (IOException | IllegalArgumentException e) {
            throw new ParseException("The header cannot be read", e);
        }
    }
}
