package dev.banyan.evaluation;

/**
 * Semantic versions, compared where they stand in the text: no allocation, no number too large.
 *
 * <p>Grammar and precedence are those of <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>, sections 2,
 * 9, 10 and 11: three numbers without leading zeros, an optional pre-release that sorts before the release, build metadata that
 * does not count.
 */
final class SemanticVersions {

    private SemanticVersions() {}

    /** Whether the text is a semantic version, nothing before or after it. */
    static boolean isVersion(String text) {
        int core = coreEnd(text);
        if (core < 0) {
            return false;
        }
        int end =
                core < text.length() && text.charAt(core) == '-' ? identifiersEnd(text, core + 1, Zeros.REFUSED) : core;
        if (end >= 0 && end < text.length() && text.charAt(end) == '+') {
            end = identifiersEnd(text, end + 1, Zeros.ALLOWED);
        }
        return end == text.length();
    }

    /** The order of two texts that are versions: negative, zero or positive. */
    static int compare(String left, String right) {
        int l = 0;
        int r = 0;
        for (int part = 0; part < 3; part++) {
            int leftEnd = numberEnd(left, l);
            int rightEnd = numberEnd(right, r);
            int order = compareNumbers(left, l, leftEnd, right, r, rightEnd);
            if (order != 0) {
                return order;
            }
            l = leftEnd + 1;
            r = rightEnd + 1;
        }
        return comparePreReleases(left, l - 1, right, r - 1);
    }

    /** Where the three numbers end, or -1. */
    private static int coreEnd(String text) {
        int at = 0;
        for (int part = 0; part < 3; part++) {
            int end = numberEnd(text, at);
            boolean number = end > at && !(text.charAt(at) == '0' && end > at + 1);
            if (!number || part < 2 && (end == text.length() || text.charAt(end) != '.')) {
                return -1;
            }
            at = end + 1;
        }
        return at - 1;
    }

    /** Where the dotted identifiers that start here end, or -1. */
    private static int identifiersEnd(String text, int from, Zeros zeros) {
        int at = from;
        while (true) {
            int end = identifierEnd(text, at);
            boolean leadingZero = end > at + 1 && text.charAt(at) == '0' && isNumber(text, at, end);
            if (end == at || leadingZero && zeros == Zeros.REFUSED) {
                return -1;
            }
            if (end == text.length() || text.charAt(end) != '.') {
                return end;
            }
            at = end + 1;
        }
    }

    private static int comparePreReleases(String left, int leftAt, String right, int rightAt) {
        boolean leftHas = leftAt < left.length() && left.charAt(leftAt) == '-';
        boolean rightHas = rightAt < right.length() && right.charAt(rightAt) == '-';
        if (!leftHas || !rightHas) {
            return leftHas ? -1 : rightHas ? 1 : 0;
        }
        int l = leftAt + 1;
        int r = rightAt + 1;
        while (true) {
            int leftEnd = identifierEnd(left, l);
            int rightEnd = identifierEnd(right, r);
            int order = compareIdentifiers(left, l, leftEnd, right, r, rightEnd);
            boolean leftMore = leftEnd < left.length() && left.charAt(leftEnd) == '.';
            boolean rightMore = rightEnd < right.length() && right.charAt(rightEnd) == '.';
            if (order != 0 || !leftMore || !rightMore) {
                return order != 0 ? order : Boolean.compare(leftMore, rightMore);
            }
            l = leftEnd + 1;
            r = rightEnd + 1;
        }
    }

    private static int compareIdentifiers(String left, int l, int leftEnd, String right, int r, int rightEnd) {
        boolean leftNumber = isNumber(left, l, leftEnd);
        boolean rightNumber = isNumber(right, r, rightEnd);
        if (leftNumber && rightNumber) {
            return compareNumbers(left, l, leftEnd, right, r, rightEnd);
        }
        return leftNumber != rightNumber ? (leftNumber ? -1 : 1) : compareText(left, l, leftEnd, right, r, rightEnd);
    }

    /** Numbers without leading zeros: the longer one is larger, else the first different digit decides. */
    private static int compareNumbers(String left, int l, int leftEnd, String right, int r, int rightEnd) {
        int lengths = Integer.compare(leftEnd - l, rightEnd - r);
        return lengths != 0 ? lengths : compareText(left, l, leftEnd, right, r, rightEnd);
    }

    private static int compareText(String left, int l, int leftEnd, String right, int r, int rightEnd) {
        int common = Math.min(leftEnd - l, rightEnd - r);
        for (int i = 0; i < common; i++) {
            int order = left.charAt(l + i) - right.charAt(r + i);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(leftEnd - l, rightEnd - r);
    }

    private static int numberEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int identifierEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isIdentifier(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIdentifier(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private enum Zeros {
        REFUSED,
        ALLOWED
    }
}
