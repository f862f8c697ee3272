package dev.banyan.server.environment;

import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What signs an environment's pins. Each change is one of the environment, with its revision, but the secrets stay here: history and
 * audit get to know that they changed, so nothing can bring a former one back.
 */
@ApplicationScoped
public class Pinning {
    private static final int SECRET_BYTES = 32;
    private static final int LONGEST_AGE = 3_600;

    private final EnvironmentChanges changes;
    private final EntityManager database;
    private final SecureRandom random;

    Pinning(EnvironmentChanges changes, EntityManager database, SecureRandom random) {
        this.changes = changes;
        this.database = database;
        this.random = random;
    }

    @Transactional
    public PinningView get(EnvironmentScope scope) {
        return Optional.ofNullable(database.find(PinningEntity.class, scope.id()))
                .map(PinningEntity::view)
                .orElse(PinningView.NONE);
    }

    /** A new secret signs; the one that did is accepted until the next rotation, the one before that no longer. */
    @Transactional
    public PinningView rotate(EnvironmentScope scope, Intent intent) {
        return change(scope, intent, "a new secret signs", (pinning, locked) -> {
            pinning.previous = pinning.secret;
            pinning.secret = newSecret();
            pinning.rotatedAt = locked.now();
        });
    }

    /** Pins that the former secret signed are refused from now on. */
    @Transactional
    public PinningView forgetPrevious(EnvironmentScope scope, Intent intent) {
        return change(
                scope, intent, "the former secret is no longer accepted", (pinning, locked) -> pinning.previous = null);
    }

    /** Pins are no longer signed, and accepted without signature. */
    @Transactional
    public PinningView switchOff(EnvironmentScope scope, Intent intent) {
        return change(scope, intent, "pins are no longer signed", (pinning, locked) -> {
            pinning.previous = null;
            pinning.secret = null;
            pinning.rotatedAt = null;
        });
    }

    /** How old a pin may be, signed or not. */
    @Transactional
    public PinningView limitAge(EnvironmentScope scope, int seconds, Intent intent) {
        if (seconds < 1 || seconds > LONGEST_AGE) {
            throw Problem.badField(
                    "maxAgeSeconds",
                    "A pin holds from 1 to " + LONGEST_AGE + " seconds.",
                    "Send a whole number such as " + PinningView.NONE.maxAgeSeconds() + ".");
        }
        return change(
                scope, intent, "pins hold " + seconds + " s", (pinning, locked) -> pinning.maxAgeSeconds = seconds);
    }

    private PinningView change(
            EnvironmentScope scope, Intent intent, String words, BiConsumer<PinningEntity, LockedEnvironment> edit) {
        changes.apply(scope, intent, locked -> {
            PinningEntity pinning = current(scope);
            PinningView before = pinning.view();
            String published = pinning.published();
            edit.accept(pinning, locked);
            if (Objects.equals(published, pinning.published())) {
                return List.of();
            }
            database.persist(pinning);
            return List.of(piece(before, pinning.view(), words));
        });
        return get(scope);
    }

    private PinningEntity current(EnvironmentScope scope) {
        PinningEntity existing = database.find(PinningEntity.class, scope.id(), LockModeType.PESSIMISTIC_WRITE);
        if (existing != null) {
            return existing;
        }
        PinningEntity fresh = new PinningEntity();
        fresh.environmentId = scope.id();
        return fresh;
    }

    /** Its states are without secrets, and its body is made from this slice's own table. */
    private static Piece piece(PinningView before, PinningView after, String words) {
        String then = RulesetJson.write(before);
        return PieceBuilder.builder()
                .section(Section.PINNING)
                .key("pinning")
                .before(then)
                .after(RulesetJson.write(after))
                .body(null)
                .words(List.of(words))
                .build();
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
