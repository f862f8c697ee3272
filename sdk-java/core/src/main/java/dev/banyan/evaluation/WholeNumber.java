package dev.banyan.evaluation;

/** The one decimal text of a whole number: no sign but {@code -}, no leading zeros. */
final class WholeNumber {

    private WholeNumber() {}

    /** The number whose {@link Long#toString(long)} is that text, or {@code null}. */
    static Long of(String text) {
        try {
            long number = Long.parseLong(text);
            return Long.toString(number).equals(text) ? number : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
