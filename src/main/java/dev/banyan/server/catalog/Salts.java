package dev.banyan.server.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Makes the salts that give every route its own order of contexts. */
@ApplicationScoped
class Salts {
    /** With the colon that follows it a salt fills one 16-byte stripe of XXH32, which SDKs then need to compute only once. */
    static final int LENGTH = 15;

    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random = new SecureRandom();

    String next() {
        StringBuilder salt = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            salt.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return salt.toString();
    }
}
