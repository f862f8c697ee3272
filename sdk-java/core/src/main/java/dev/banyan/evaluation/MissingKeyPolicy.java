package dev.banyan.evaluation;

import java.util.Arrays;
import java.util.Locale;

/** What a split does with a context that has no bucketing key. Either way {@link Decision#keyMissing()} says so. */
public enum MissingKeyPolicy {
    /** Stay at the rollout's {@code from} stage, the one nearer to the legacy system. */
    LEGACY,
    /** Draw a random bucket each time: the shares are right, but one caller may see both sides. */
    RANDOM;

    private final String key = name().toLowerCase(Locale.ROOT);

    /**
     * The policy with that key.
     *
     * @param key {@code legacy} or {@code random}
     * @throws IllegalArgumentException when there is no such policy; the message names the allowed keys
     */
    public static MissingKeyPolicy parse(String key) {
        for (MissingKeyPolicy policy : values()) {
            if (policy.key.equals(key)) {
                return policy;
            }
        }
        throw Unknown.key("missing-key policy", key, Arrays.stream(values()).map(MissingKeyPolicy::key));
    }

    /** The name used on the wire: {@code legacy} or {@code random}. */
    public String key() {
        return key;
    }
}
