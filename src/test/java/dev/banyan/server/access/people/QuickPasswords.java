package dev.banyan.server.access.people;

import dev.banyan.server.access.kit.Secrets;
import io.quarkus.test.Mock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Each test makes users of its own: at the least cost that servers accept, hashing would take a third of all tests' time. */
@Mock
@Singleton
final class QuickPasswords {

    private static final int LEAST_OF_BCRYPT = 4;

    @Produces
    @Singleton
    Passwords passwords(SecureRandom random) {
        return new Passwords(LEAST_OF_BCRYPT, Secrets.random256(random));
    }
}
