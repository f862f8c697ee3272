package dev.banyan.server.access.token;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as an attacker would make them: right in all but one respect. */
final class ForgedToken {

    String issuer = ApiTokens.ISSUER;
    String audience = ApiTokens.AUDIENCE;
    Instant issuedAt = Instant.now();
    Instant expiresAt = Instant.now().plusSeconds(300);
    String kid;
    PrivateKey key;

    ForgedToken(SigningKey signingKey) {
        this.kid = signingKey.kid();
        this.key = signingKey.privateKey();
    }

    String sign() {
        JwtClaimsBuilder claims = Jwt.issuer(issuer)
                .subject("admin")
                .upn("admin")
                .claim(ApiTokens.CREDENTIAL_VERSION, 0)
                .issuedAt(issuedAt)
                .expiresAt(expiresAt);
        if (audience != null) {
            claims.audience(audience);
        }
        return claims.jws().keyId(kid).algorithm(ApiTokens.ALGORITHM).sign(key);
    }

    /** A genuine token's claims under {@code alg: none}. */
    String unsigned(String algorithm) {
        return header(algorithm) + "." + sign().split("\\.")[1] + ".";
    }

    /** A genuine token's claims, "signed" with what everybody may know. */
    String hmac(byte[] publicKey) throws GeneralSecurityException {
        String content = header("HS256") + "." + sign().split("\\.")[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(publicKey, "HmacSHA256"));
        return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    private String header(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}";
        return base64(header.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
