package dev.banyan.evaluation;

import static dev.banyan.evaluation.XxHash32.PRIME_1;
import static dev.banyan.evaluation.XxHash32.PRIME_2;
import static dev.banyan.evaluation.XxHash32.PRIME_5;
import static dev.banyan.evaluation.XxHash32.STRIPE;

/**
 * XXH32 with seed 0 over the UTF-8 form of {@code prefix + key}, any characters, without writing that form anywhere.
 *
 * <p>The length of the UTF-8 form is counted first, so it is known for each word of four bytes whether it belongs to a whole
 * stripe (then it goes into its lane) or to the tail.
 */
final class Utf8Hash {

    private Utf8Hash() {}

    static int hash(String prefix, String key) {
        int length = length(prefix) + length(key);
        int stripesEnd = length / STRIPE * STRIPE;
        int chars = prefix.length() + key.length();
        int lane1 = PRIME_1 + PRIME_2;
        int lane2 = PRIME_2;
        int lane3 = 0;
        int lane4 = -PRIME_1;
        int hash = length < STRIPE ? PRIME_5 + length : 0;
        int word = 0;
        int position = 0;
        for (int i = 0; i < chars; ) {
            int point = i < prefix.length() ? prefix.codePointAt(i) : key.codePointAt(i - prefix.length());
            i += Character.charCount(point);
            int size = size(point);
            for (long bytes = encode(point, size); size > 0; size--, bytes >>>= 8) {
                word |= (int) (bytes & 0xFF) << (position << 3);
                position++;
                if ((position & 3) != 0) {
                    continue;
                }
                if (position > stripesEnd) {
                    hash = XxHash32.mixWord(hash, word);
                } else {
                    // The lanes take turns: after four words each is in its place again.
                    int mixed = XxHash32.round(lane1, word);
                    lane1 = lane2;
                    lane2 = lane3;
                    lane3 = lane4;
                    lane4 = mixed;
                }
                if (position == stripesEnd) {
                    hash = XxHash32.merge(lane1, lane2, lane3, lane4) + length;
                }
                word = 0;
            }
        }
        for (int rest = length & 3; rest > 0; rest--, word >>>= 8) {
            hash = XxHash32.mixByte(hash, word & 0xFF);
        }
        return XxHash32.avalanche(hash);
    }

    private static int length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            length += size(point);
            i += Character.charCount(point);
        }
        return length;
    }

    /** How many bytes that code point takes; an unpaired surrogate becomes one {@code ?}. */
    private static int size(int point) {
        if (point < 0x80 || isSurrogate(point)) {
            return 1;
        }
        return point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    /** The UTF-8 bytes of a code point, the first one lowest. */
    private static long encode(int point, int size) {
        switch (size) {
            case 1:
                return point < 0x80 ? point : '?';
            case 2:
                return 0xC0 | point >> 6 | continuation(point) << 8;
            case 3:
                return 0xE0 | point >> 12 | continuation(point >> 6) << 8 | continuation(point) << 16;
            default:
                return 0xF0
                        | point >> 18
                        | continuation(point >> 12) << 8
                        | continuation(point >> 6) << 16
                        | continuation(point) << 24;
        }
    }

    private static long continuation(int bits) {
        return 0x80 | bits & 0x3F;
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
