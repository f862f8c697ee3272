package dev.banyan.evaluation;

/**
 * XXH32, the 32-bit hash of the xxHash family by Yann Collet, written from its specification
 * (<a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash fast digest algorithm</a>, XXH32).
 * Not cryptographic. Real proxies compute it too, e.g. HAProxy's {@code xxh32} converter.
 */
public final class XxHash32 {

    static final int PRIME_1 = 0x9E3779B1;
    static final int PRIME_2 = 0x85EBCA77;
    static final int PRIME_3 = 0xC2B2AE3D;
    static final int PRIME_4 = 0x27D4EB2F;
    static final int PRIME_5 = 0x165667B1;
    static final int STRIPE = 16;

    private XxHash32() {}

    /**
     * The hash of a range of bytes.
     *
     * @param bytes the input
     * @param offset where it starts
     * @param length how many bytes there are
     * @param seed the seed; Banyan's buckets use 0
     * @return the hash; read it as unsigned
     * @throws IndexOutOfBoundsException when the range is not inside the array
     */
    public static int hash(byte[] bytes, int offset, int length, int seed) {
        if (offset < 0 || length < 0 || offset > bytes.length - length) {
            throw new IndexOutOfBoundsException("range " + offset + "+" + length + " of " + bytes.length + " bytes");
        }
        int stripesEnd = offset + length / STRIPE * STRIPE;
        int hash = length < STRIPE ? seed + PRIME_5 : stripes(bytes, offset, stripesEnd, seed);
        return avalanche(tail(bytes, stripesEnd, offset + length, hash + length));
    }

    private static int stripes(byte[] bytes, int from, int to, int seed) {
        int lane1 = seed + PRIME_1 + PRIME_2;
        int lane2 = seed + PRIME_2;
        int lane3 = seed;
        int lane4 = seed - PRIME_1;
        for (int i = from; i < to; i += STRIPE) {
            lane1 = round(lane1, word(bytes, i));
            lane2 = round(lane2, word(bytes, i + 4));
            lane3 = round(lane3, word(bytes, i + 8));
            lane4 = round(lane4, word(bytes, i + 12));
        }
        return merge(lane1, lane2, lane3, lane4);
    }

    private static int tail(byte[] bytes, int from, int to, int start) {
        int hash = start;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            hash = mixWord(hash, word(bytes, i));
        }
        for (; i < to; i++) {
            hash = mixByte(hash, bytes[i] & 0xFF);
        }
        return hash;
    }

    static int round(int lane, int word) {
        return Integer.rotateLeft(lane + word * PRIME_2, 13) * PRIME_1;
    }

    static int merge(int lane1, int lane2, int lane3, int lane4) {
        return Integer.rotateLeft(lane1, 1)
                + Integer.rotateLeft(lane2, 7)
                + Integer.rotateLeft(lane3, 12)
                + Integer.rotateLeft(lane4, 18);
    }

    static int mixWord(int hash, int word) {
        return Integer.rotateLeft(hash + word * PRIME_3, 17) * PRIME_4;
    }

    static int mixByte(int hash, int value) {
        return Integer.rotateLeft(hash + value * PRIME_5, 11) * PRIME_1;
    }

    static int avalanche(int hash) {
        int h = (hash ^ hash >>> 15) * PRIME_2;
        h = (h ^ h >>> 13) * PRIME_3;
        return h ^ h >>> 16;
    }

    private static int word(byte[] bytes, int at) {
        return bytes[at] & 0xFF
                | (bytes[at + 1] & 0xFF) << 8
                | (bytes[at + 2] & 0xFF) << 16
                | (bytes[at + 3] & 0xFF) << 24;
    }
}
