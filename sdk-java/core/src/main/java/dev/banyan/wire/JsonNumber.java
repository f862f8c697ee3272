package dev.banyan.wire;

/** The grammar of numbers in JSON: no leading zeros, no plus sign, digits on both sides of a point. */
final class JsonNumber {

    private JsonNumber() {}

    /** Where the number that starts here ends, or -1 when none starts here. */
    static int end(String text, int from) {
        int at = is(text, from, '-') ? from + 1 : from;
        int whole = digitsEnd(text, at);
        if (whole == at || text.charAt(at) == '0' && whole > at + 1) {
            return -1;
        }
        int fraction = is(text, whole, '.') ? required(text, whole + 1) : whole;
        if (fraction < 0 || !is(text, fraction, 'e') && !is(text, fraction, 'E')) {
            return fraction;
        }
        boolean signed = is(text, fraction + 1, '+') || is(text, fraction + 1, '-');
        return required(text, fraction + (signed ? 2 : 1));
    }

    /** A whole number that fits is a long; any other is the nearest double. */
    static Number of(String number) {
        boolean whole = number.indexOf('.') < 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0;
        if (whole && number.length() <= 20) {
            try {
                return Long.valueOf(number);
            } catch (NumberFormatException tooLarge) {
                return Double.valueOf(number);
            }
        }
        return Double.valueOf(number);
    }

    private static int required(String text, int from) {
        int end = digitsEnd(text, from);
        return end == from ? -1 : end;
    }

    private static int digitsEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean is(String text, int at, char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }
}
