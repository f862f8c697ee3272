package dev.banyan.server.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;

/**
 * The forms in which times are written, and no other. What is called local has no zone: one that came with it would be lost without a
 * word. Years are those that the database and the calendar can reckon with.
 *
 * @param words for whoever has to write one
 */
public record Times<T>(String words, Function<String, T> reader) {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    public static final Times<Instant> INSTANT =
            new Times<>("a moment with its zone, such as 2026-01-31T08:00:00Z", Times::instant);
    public static final Times<LocalDateTime> LOCAL_DATE_TIME =
            new Times<>("a day and a time without zone and without Z, such as 2026-12-24T18:00", Times::localDateTime);
    public static final Times<LocalDate> LOCAL_DATE = new Times<>("a day such as 2026-12-24", Times::localDate);
    public static final Times<LocalTime> LOCAL_TIME =
            new Times<>("a time of the day without zone, such as 17:30", LocalTime::parse);

    static final Map<Class<?>, Times<?>> ALL = Map.of(
            Instant.class,
            INSTANT,
            LocalDateTime.class,
            LOCAL_DATE_TIME,
            LocalDate.class,
            LOCAL_DATE,
            LocalTime.class,
            LOCAL_TIME);

    /** @throws DateTimeException when it is written otherwise, or ages away */
    public T parse(String text) {
        return reader.apply(text);
    }

    /** @throws Problem that names the field */
    public T parse(String field, String text) {
        try {
            return parse(text);
        } catch (DateTimeException unreadable) {
            throw Problem.badField(field, field + " is not " + words + ".", "Write it like that.");
        }
    }

    private static Instant instant(String text) {
        Instant moment = Instant.parse(text);
        requireYear(moment.atOffset(ZoneOffset.UTC).getYear());
        return moment;
    }

    private static LocalDateTime localDateTime(String text) {
        LocalDateTime time = LocalDateTime.parse(text);
        requireYear(time.getYear());
        return time;
    }

    private static LocalDate localDate(String text) {
        LocalDate day = LocalDate.parse(text);
        requireYear(day.getYear());
        return day;
    }

    private static void requireYear(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("the year " + year + " is ages away");
        }
    }
}
