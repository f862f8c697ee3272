package dev.banyan.server.access.token;

import dev.banyan.server.access.kit.Secrets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** A key pair that signs API tokens, with the id that its tokens name. */
record SigningKey(String kid, PublicKey publicKey, PrivateKey privateKey) {

    private static final String ALGORITHM = "RSA";
    private static final int BITS = 2048;

    static SigningKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(BITS, random);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(Secrets.random256(random).substring(0, 16), pair.getPublic(), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform can make RSA keys", e);
        }
    }

    static SigningKey of(SigningKeyEntity row) {
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            byte[] secret = Base64.getDecoder().decode(row.privateKey);
            return new SigningKey(
                    row.kid,
                    publicKey(row.kid, row.publicKey),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable(row.kid, e);
        }
    }

    static PublicKey publicKey(String kid, String base64) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable(kid, e);
        }
    }

    private static IllegalStateException unreadable(String kid, Exception cause) {
        return new IllegalStateException("Signing key " + kid + " cannot be read", cause);
    }

    SigningKeyEntity toRow() {
        SigningKeyEntity row = new SigningKeyEntity();
        row.kid = kid;
        row.publicKey = Base64.getEncoder().encodeToString(publicKey.getEncoded());
        row.privateKey = Base64.getEncoder().encodeToString(privateKey.getEncoded());
        return row;
    }

    /** Without the private key, whatever asks. */
    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
