package dev.banyan.evaluation;

import static dev.banyan.evaluation.XxHash32.PRIME_1;
import static dev.banyan.evaluation.XxHash32.PRIME_2;
import static dev.banyan.evaluation.XxHash32.STRIPE;

/**
 * The bucket of a key under one salt, without allocating.
 *
 * <p>Salts made by the server have 15 ASCII characters, so that {@code salt + ":"} is exactly one stripe of XXH32: its state is
 * computed once here, and a decision hashes the characters of the key only. Any other salt, and any key that is not ASCII,
 * takes the slower way through {@link Utf8Hash}, with the same result.
 */
final class SaltedHash {

    private static final int NOT_ASCII = 0xFF80FF80;

    private final String prefix;
    private final boolean oneStripe;
    private final int lane1;
    private final int lane2;
    private final int lane3;
    private final int lane4;
    private final long prefixOnly;

    SaltedHash(String salt) {
        prefix = salt + ":";
        oneStripe = prefix.length() == STRIPE && isAscii(prefix);
        lane1 = oneStripe ? XxHash32.round(PRIME_1 + PRIME_2, word(prefix, 0)) : 0;
        lane2 = oneStripe ? XxHash32.round(PRIME_2, word(prefix, 4)) : 0;
        lane3 = oneStripe ? XxHash32.round(0, word(prefix, 8)) : 0;
        lane4 = oneStripe ? XxHash32.round(-PRIME_1, word(prefix, 12)) : 0;
        prefixOnly = XxHash32.merge(lane1, lane2, lane3, lane4) & 0xFFFF_FFFFL;
    }

    int bucket(String key) {
        return Bucketing.scale(hash(key));
    }

    private int hash(String key) {
        if (!oneStripe) {
            return Utf8Hash.hash(prefix, key);
        }
        int length = key.length();
        int i = length & -STRIPE;
        long head = i == 0 ? prefixOnly : stripes(key, i);
        int bits = (int) (head >>> 32);
        int hash = (int) head + STRIPE + length;
        for (; length - i >= 4; i += 4) {
            int even = pair(key, i);
            int odd = pair(key, i + 1);
            bits |= even | odd;
            hash = XxHash32.mixWord(hash, even | odd << 8);
        }
        for (; i < length; i++) {
            bits |= key.charAt(i);
            hash = XxHash32.mixByte(hash, key.charAt(i));
        }
        return (bits & NOT_ASCII) == 0 ? XxHash32.avalanche(hash) : Utf8Hash.hash(prefix, key);
    }

    /**
     * The state after the prefix and the key's whole stripes, and above it all bits that its characters have. A method of its
     * own because the JVM inlines none that has more than 325 bytes of code.
     */
    private long stripes(String key, int end) {
        int a = lane1;
        int b = lane2;
        int c = lane3;
        int d = lane4;
        int bits = 0;
        for (int i = 0; i < end; i += STRIPE) {
            int even1 = pair(key, i);
            int odd1 = pair(key, i + 1);
            int even2 = pair(key, i + 4);
            int odd2 = pair(key, i + 5);
            int even3 = pair(key, i + 8);
            int odd3 = pair(key, i + 9);
            int even4 = pair(key, i + 12);
            int odd4 = pair(key, i + 13);
            bits |= even1 | odd1 | even2 | odd2 | even3 | odd3 | even4 | odd4;
            a = XxHash32.round(a, even1 | odd1 << 8);
            b = XxHash32.round(b, even2 | odd2 << 8);
            c = XxHash32.round(c, even3 | odd3 << 8);
            d = XxHash32.round(d, even4 | odd4 << 8);
        }
        return (long) bits << 32 | XxHash32.merge(a, b, c, d) & 0xFFFF_FFFFL;
    }

    /** This character and the one after the next, 16 bits each, so that none hides what is not ASCII in the other. */
    private static int pair(String text, int at) {
        return text.charAt(at) | text.charAt(at + 2) << 16;
    }

    private static boolean isAscii(String text) {
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            bits |= text.charAt(i);
        }
        return bits < 0x80;
    }

    private static int word(String text, int at) {
        return text.charAt(at) | text.charAt(at + 1) << 8 | text.charAt(at + 2) << 16 | text.charAt(at + 3) << 24;
    }
}
