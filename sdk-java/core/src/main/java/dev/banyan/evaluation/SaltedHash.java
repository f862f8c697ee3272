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

    private final String prefix;
    private final boolean oneStripe;
    private final int lane1;
    private final int lane2;
    private final int lane3;
    private final int lane4;

    SaltedHash(String salt) {
        prefix = salt + ":";
        oneStripe = prefix.length() == STRIPE && isAscii(prefix);
        lane1 = oneStripe ? XxHash32.round(PRIME_1 + PRIME_2, word(prefix, 0)) : 0;
        lane2 = oneStripe ? XxHash32.round(PRIME_2, word(prefix, 4)) : 0;
        lane3 = oneStripe ? XxHash32.round(0, word(prefix, 8)) : 0;
        lane4 = oneStripe ? XxHash32.round(-PRIME_1, word(prefix, 12)) : 0;
    }

    int bucket(String key) {
        return Bucketing.scale(hash(key));
    }

    private int hash(String key) {
        if (!oneStripe) {
            return Utf8Hash.hash(prefix, key);
        }
        int length = key.length();
        int a = lane1;
        int b = lane2;
        int c = lane3;
        int d = lane4;
        int bits = 0;
        int i = 0;
        while (length - i >= STRIPE) {
            bits |= bits(key, i) | bits(key, i + 4) | bits(key, i + 8) | bits(key, i + 12);
            a = XxHash32.round(a, word(key, i));
            b = XxHash32.round(b, word(key, i + 4));
            c = XxHash32.round(c, word(key, i + 8));
            d = XxHash32.round(d, word(key, i + 12));
            i += STRIPE;
        }
        int hash = XxHash32.merge(a, b, c, d) + STRIPE + length;
        while (length - i >= 4) {
            bits |= bits(key, i);
            hash = XxHash32.mixWord(hash, word(key, i));
            i += 4;
        }
        while (length - i > 0) {
            bits |= key.charAt(i);
            hash = XxHash32.mixByte(hash, key.charAt(i++));
        }
        return bits < 0x80 ? XxHash32.avalanche(hash) : Utf8Hash.hash(prefix, key);
    }

    /** All bits of four characters: below 0x80 when they are ASCII. */
    private static int bits(String text, int at) {
        return text.charAt(at) | text.charAt(at + 1) | text.charAt(at + 2) | text.charAt(at + 3);
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
