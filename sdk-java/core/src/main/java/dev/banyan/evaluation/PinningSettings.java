package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How pins are signed in an environment and how long they hold. Immutable; holds secrets, so it is never printed. */
public final class PinningSettings {

    /** No secret, five minutes: what holds when a ruleset says nothing. */
    public static final PinningSettings DEFAULT = new PinningSettings(Collections.emptyList(), 300);

    /** Pins are neither made nor trusted: what holds when a ruleset's settings are not understood and no earlier ones are known. */
    public static final PinningSettings NO_PINS = new PinningSettings(Collections.emptyList(), 300);

    private final List<String> secrets;
    private final int maxAgeSeconds;

    private PinningSettings(List<String> secrets, int maxAgeSeconds) {
        this.secrets = secrets;
        this.maxAgeSeconds = maxAgeSeconds;
    }

    /**
     * Settings.
     *
     * @param secrets the first one signs, each of them is accepted, so that secrets can be changed without a gap; empty for
     *     pins without signature
     * @param maxAgeSeconds how old a pin may be, 1 … 3,600
     * @throws IllegalArgumentException when a secret is shorter than 16 characters, or the age out of range
     */
    public static PinningSettings of(List<String> secrets, int maxAgeSeconds) {
        if (maxAgeSeconds < 1 || maxAgeSeconds > 3_600) {
            throw new IllegalArgumentException("maxAgeSeconds " + maxAgeSeconds + " is not within 1 and 3600");
        }
        for (String secret : secrets) {
            if (secret.length() < 16) {
                throw new IllegalArgumentException("a pinning secret has fewer than 16 characters");
            }
        }
        return new PinningSettings(Collections.unmodifiableList(new ArrayList<>(secrets)), maxAgeSeconds);
    }

    /** The secrets, the one that signs first; unmodifiable, empty when pins are not signed. */
    public List<String> secrets() {
        return secrets;
    }

    /** Whether pins are made and trusted at all. */
    public boolean allowsPins() {
        return this != NO_PINS;
    }

    /** How old a pin may be, in seconds. */
    public int maxAgeSeconds() {
        return maxAgeSeconds;
    }
}
