package dev.banyan.server.access.people;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.database.Database;
import dev.banyan.server.problem.DatabaseGone;
import dev.banyan.server.problem.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Checks a name and a password. What is wrong about them is nobody's business: same answer, same time. */
@ApplicationScoped
public class SignIn {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore hashing =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final UserRows users;
    private final Passwords passwords;
    private final SignInLimits limits;
    private final AuditTrail audit;
    private final Database database;

    SignIn(UserRows users, Passwords passwords, SignInLimits limits, AuditTrail audit, Database database) {
        this.users = users;
        this.passwords = passwords;
        this.limits = limits;
        this.audit = audit;
        this.database = database;
    }

    /** Holds no database connection while the hash is computed: a burst of sign-ins must not starve everything else. */
    public VerifiedUser verify(String username, String password, String address) {
        String name = username == null ? "" : username.strip().toLowerCase(Locale.ROOT);
        limits.admit(limitKey(name), address);
        Optional<UserEntity> user = read(name);
        if (!matches(password == null ? "" : password, user.map(u -> u.passwordHash))) {
            recordFailure(user, address);
            throw Problem.unauthenticated("The name or the password is wrong.", "Check both and try again.");
        }
        limits.succeeded(limitKey(name), address);
        return user.map(known -> new VerifiedUser(known.id, known.username, known.credentialVersion))
                .orElseThrow();
    }

    private Optional<UserEntity> read(String name) {
        if (!database.isThere()) {
            throw nobodyCan();
        }
        try {
            return QuarkusTransaction.requiringNew().call(() -> users.named(name));
        } catch (RuntimeException failed) {
            throw DatabaseGone.behind(failed).isPresent() ? nobodyCan() : failed;
        }
    }

    /** Passwords are in the database alone. */
    private static Problem nobodyCan() {
        return Problem.of(503, "unavailable", "Not available at the moment")
                .detail("Nobody can sign in at the moment: the database cannot be reached.")
                .remedy(
                        "Use a browser or a token that is signed in already: it can still roll back. Services go on as they are.")
                .retryAfter(PATIENCE)
                .build();
    }

    /** A hash takes a core for a while: a flood of sign-ins from everywhere may wait or fail, but leaves cores for the rest. */
    private boolean matches(String password, Optional<String> hash) {
        boolean admitted = false;
        try {
            admitted = hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!admitted) {
                throw Problem.unavailable("Too many people are signing in.", PATIENCE);
            }
            return passwords.matches(password, hash);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("The server is shutting down.", PATIENCE);
        } finally {
            if (admitted) {
                hashing.release();
            }
        }
    }

    /** An unknown name is not written down: people type their password into the wrong field. */
    private void recordFailure(Optional<UserEntity> user, String address) {
        audit.recordRefusal(
                Actor.system("sign-in"),
                null,
                null,
                AuditAction.SIGN_IN_REFUSED,
                user.map(u -> u.username).orElse("unknown user"),
                Map.of("address", address));
    }

    private static String limitKey(String name) {
        return name.substring(0, Math.min(name.length(), Users.MAX_USERNAME));
    }
}
