package dev.banyan.server.access.people;

import dev.banyan.server.problem.Problem;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Passwords at rest. bcrypt from the platform rather than Argon2id: no further dependency, and an attempt costs time but hardly any
 * memory, so a burst of sign-ins cannot exhaust a small server's heap. Its limit of 72 bytes is refused openly, not cut off.
 */
public final class Passwords {

    static final int MIN_CHARACTERS = 10;
    static final int MAX_BYTES = 72;

    private static final int LEAST_COST = 4;

    private final int cost;
    private final String nobodys;

    public Passwords(int cost, String nobodys) {
        this.cost = cost;
        this.nobodys = standIn(nobodys, cost);
    }

    /** What it is compared with costs as much as any hash, but is made at the least cost: a start should not wait for it. */
    private static String standIn(String password, int cost) {
        return BcryptUtil.bcryptHash(password, LEAST_COST)
                .replaceFirst("\\$%02d\\$".formatted(LEAST_COST), "\\$%02d\\$".formatted(cost));
    }

    static void check(String field, String password) {
        if (password == null || password.codePointCount(0, password.length()) < MIN_CHARACTERS) {
            throw Problem.badField(
                    field, "The password is too short.", "Use at least " + MIN_CHARACTERS + " characters.");
        }
        if (tooLong(password)) {
            throw Problem.badField(field, "The password is too long.", "Use at most " + MAX_BYTES + " bytes.");
        }
        if (password.indexOf('\0') >= 0) {
            throw Problem.badField(field, "The password contains a NUL character.", "Remove it.");
        }
    }

    String hash(String password) {
        return BcryptUtil.bcryptHash(password, cost);
    }

    /** Takes the same time whether there is such a user or not. */
    boolean matches(String password, Optional<String> hash) {
        String candidate = tooLong(password) ? "" : password;
        boolean same = BcryptUtil.matches(candidate, hash.orElse(nobodys));
        return same && hash.isPresent() && !candidate.isEmpty();
    }

    private static boolean tooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }
}
