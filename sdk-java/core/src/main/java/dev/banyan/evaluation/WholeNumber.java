package dev.banyan.evaluation;

/** The one decimal text of a whole number: no sign but {@code -}, no leading zeros. */
final class WholeNumber {

    private static final int LONGEST = Long.toString(Long.MIN_VALUE).length();

    private WholeNumber() {}

    /** The number whose {@link Long#toString(long)} is that text, or {@code null}. */
    static Long of(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isDigit(text.charAt(text.length() - 1))) {
            return null;
        }
        try {
            long number = Long.parseLong(text);
            return Long.toString(number).equals(text) ? number : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
