package dev.banyan.evaluation;

/**
 * Reads a path character by character, decoding percent signs on the way without making a text of it. What begins no character in UTF-8
 * stands for itself, so there is no path that cannot be read.
 */
public final class PathText {
    private static final int ESCAPE = 3;
    private static final int HEX = 16;
    private static final int LONGEST = 4;
    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    private PathText() {}

    /**
     * The character at a position and where the next one begins, for {@link #character} and {@link #position}.
     *
     * @param at where a character begins, below {@code end}
     */
    public static long next(String path, int at, int end) {
        int first = path.charAt(at) == '%' ? octet(path, at, end) : -1;
        if (first < 0) {
            int character = path.codePointAt(at);
            return pack(character, at + Character.charCount(character));
        }
        int length = length(first);
        int character = length == 1 ? first : first & 0xFF >> length + 1;
        for (int i = 1; i < length; i++) {
            int octet = octet(path, at + i * ESCAPE, end);
            if (octet < 0x80 || octet > 0xBF) {
                return pack('%', at + 1);
            }
            character = character << 6 | octet & 0x3F;
        }
        return isCharacter(character, length) ? pack(character, at + length * ESCAPE) : pack('%', at + 1);
    }

    /** The character of what {@link #next} gave. */
    public static int character(long next) {
        return (int) (next >>> Integer.SIZE);
    }

    /** Where the character after it begins. */
    public static int position(long next) {
        return (int) next;
    }

    private static long pack(int character, int position) {
        return (long) character << Integer.SIZE | position;
    }

    /** Of bytes, by the first one; 0 when it is no first one. */
    private static int length(int first) {
        if (first < 0x80) {
            return 1;
        }
        int ones = Integer.numberOfLeadingZeros(~(first << Integer.SIZE - Byte.SIZE));
        return ones > 1 && ones <= LONGEST ? ones : 0;
    }

    private static boolean isCharacter(int character, int length) {
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return length > 0 && character >= LEAST[length] && character <= Character.MAX_CODE_POINT && !surrogate;
    }

    /** The byte of {@code %XX}, or -1. */
    private static int octet(String path, int at, int end) {
        if (at + ESCAPE > end || path.charAt(at) != '%') {
            return -1;
        }
        int high = digit(path.charAt(at + 1));
        int low = digit(path.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high * HEX + low;
    }

    /** ASCII only: other scripts have digits too. */
    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, HEX) : -1;
    }
}
