package dev.banyan.evaluation;

/**
 * Where a key lies on the line of buckets that a rollout's share cuts in two.
 *
 * <p>{@code bucket = (XXH32(utf8(salt + ":" + key), seed 0) as unsigned * 1,000,000) >>> 32}: integer arithmetic only, so every
 * implementation agrees. An unpaired surrogate is encoded as {@code ?}, as {@link String#getBytes(java.nio.charset.Charset)}
 * does.
 */
public final class Bucketing {

    /** How many buckets there are: a bucket is 0 … 999,999. */
    public static final int BUCKETS = 1_000_000;

    private Bucketing() {}

    /**
     * The bucket of a key, 0 … 999,999.
     *
     * @param salt the salt of the route; routes with the same salt move the same keys together
     * @param key the value of the route's {@code bucketBy} attribute
     */
    public static int bucket(String salt, String key) {
        return new SaltedHash(salt).bucket(key);
    }

    /** Scales a hash down to a bucket: the high half of the 64-bit product. */
    static int scale(int hash) {
        return (int) ((hash & 0xFFFF_FFFFL) * BUCKETS >>> 32);
    }
}
