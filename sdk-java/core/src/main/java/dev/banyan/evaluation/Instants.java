package dev.banyan.evaluation;

/**
 * Points in time in milliseconds since 1970-01-01T00:00:00Z, read without allocating and without throwing.
 *
 * <p>Accepted are {@code 2026-01-31} (midnight UTC) and {@code 2026-01-31T12:00[:00[.123456789]]} followed by {@code Z} or an
 * offset {@code ±hh:mm}: the profile of ISO 8601 in RFC 3339, seconds optional. A local time without offset is no point in time.
 * Digits below a millisecond are dropped. Days are counted with the algorithm {@code days_from_civil} of Howard Hinnant.
 */
final class Instants {

    /** Stands for a value that is no point in time. */
    static final long NONE = Long.MIN_VALUE;

    private static final long DAY = 86_400_000L;
    private static final long BAD = Long.MIN_VALUE;

    private Instants() {}

    /** The point in time of a normalised value: ISO text or a number of milliseconds; {@link #NONE} for anything else. */
    static long millis(Object value) {
        if (value instanceof String) {
            return parse((String) value);
        }
        if (value instanceof Long) {
            return (Long) value;
        }
        if (value instanceof Double && Math.abs((Double) value) < 0x1p63) {
            return (long) Math.floor((Double) value);
        }
        return NONE;
    }

    /** The point in time of a text, or {@link #NONE}. */
    static long parse(String text) {
        long day = day(text);
        if (day == BAD || text.length() == 10) {
            return day;
        }
        long time = timeOfDay(text);
        int end = timeEnd(text);
        long offset = time == BAD ? BAD : offset(text, end);
        return offset == BAD ? NONE : day + time - offset;
    }

    private static long day(String text) {
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        boolean wellFormed = year >= 0 && month >= 1 && month <= 12 && day >= 1 && is(text, 4, '-') && is(text, 7, '-');
        if (!wellFormed || day > daysIn(year, month)) {
            return BAD;
        }
        return daysFromCivil(year, month, day) * DAY;
    }

    /** Milliseconds since midnight of the time that starts after the {@code T}. */
    private static long timeOfDay(String text) {
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        if (!is(text, 10, 'T') || !is(text, 13, ':') || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
            return BAD;
        }
        long time = (hour * 60 + minute) * 60_000L;
        if (!is(text, 16, ':')) {
            return time;
        }
        int second = digits(text, 17, 2);
        int fraction = fraction(text);
        return second < 0 || second > 59 || fraction < 0 ? BAD : time + second * 1000L + fraction;
    }

    /** The first three digits after the point as milliseconds; 0 when there is no point, -1 when it is malformed. */
    private static int fraction(String text) {
        if (!is(text, 19, '.')) {
            return 0;
        }
        int count = fractionEnd(text) - 20;
        if (count < 1 || count > 9) {
            return -1;
        }
        int millis = 0;
        for (int i = 0; i < 3; i++) {
            millis = millis * 10 + (i < count ? text.charAt(20 + i) - '0' : 0);
        }
        return millis;
    }

    private static int fractionEnd(String text) {
        int end = 20;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int timeEnd(String text) {
        if (!is(text, 16, ':')) {
            return 16;
        }
        return is(text, 19, '.') ? fractionEnd(text) : 19;
    }

    private static long offset(String text, int at) {
        if (is(text, at, 'Z')) {
            return text.length() == at + 1 ? 0 : BAD;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = digits(text, at + 4, 2);
        boolean wellFormed =
                text.length() == at + 6 && is(text, at + 3, ':') && (is(text, at, '+') || is(text, at, '-'));
        if (!wellFormed || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return BAD;
        }
        long offset = (hours * 60 + minutes) * 60_000L;
        return is(text, at, '-') ? -offset : offset;
    }

    private static long daysFromCivil(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    private static int daysIn(int year, int month) {
        if (month == 2) {
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** That many digits as a number, or -1. */
    private static int digits(String text, int at, int count) {
        if (at + count > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = at; i < at + count; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    private static boolean is(String text, int at, char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
