package dev.banyan.sdk.internal.kit;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names that nothing else has. */
public final class Unique {
    private Unique() {}

    /**
     * A random UUID, good for telling processes apart and no secret: the JDK's own asks for cryptographic randomness, whose first use
     * takes a third of a client's start. The place in memory and the clock tell apart what begins with the same chance.
     */
    public static String id() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = random.nextLong() ^ (long) System.identityHashCode(new Object()) << 32;
        long least = random.nextLong() ^ System.nanoTime();
        return new UUID(most & ~0xF000L | 0x4000L, least & ~(3L << 62) | 1L << 63).toString();
    }
}
