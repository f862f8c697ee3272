package dev.banyan.server.access.people;

import dev.banyan.server.access.kit.AttemptLimit;
import dev.banyan.server.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** How often one may guess: per account, and per address for those who try one password on many accounts. */
public final class SignInLimits {

    /** A person who has forgotten a password tries less than ten; 2,880 guesses a day are hopeless against ten characters. */
    public static final int BURST_PER_ACCOUNT = 10;

    /** Many people may share the address of an office. */
    static final int BURST_PER_ADDRESS = 100;

    private static final int MAX_KEYS = 10_000;

    private final AttemptLimit perAccount;
    private final AttemptLimit perAddress;

    public SignInLimits(Clock clock) {
        this.perAccount = new AttemptLimit(clock, BURST_PER_ACCOUNT, Duration.ofSeconds(30), MAX_KEYS);
        this.perAddress = new AttemptLimit(clock, BURST_PER_ADDRESS, Duration.ofSeconds(2), MAX_KEYS);
    }

    /** Before the password is looked at, and the same for accounts that do not exist. */
    void admit(String account, String address) {
        refuse(perAddress.take(address));
        refuse(perAccount.take(account));
    }

    void succeeded(String account, String address) {
        perAddress.giveBack(address);
        perAccount.reset(account);
    }

    private static void refuse(Optional<Duration> wait) {
        wait.ifPresent(duration -> {
            throw Problem.tooManyRequests("Too many attempts to sign in.", duration);
        });
    }
}
