package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** {@code java.time} is the judge here; the evaluation itself does not use it, because it throws and allocates. */
class InstantsPropertyTest {

    private static final long YEAR_0 = -62_167_219_200_000L;
    private static final long YEAR_9999 = 253_402_300_799_999L;
    private static final Pattern SHAPE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d))?");

    @Property(tries = 2_000, seed = "31")
    void reads_every_instant(
            @ForAll @LongRange(min = YEAR_0, max = YEAR_9999) long millis,
            @ForAll @IntRange(min = -1_080, max = 1_080) int offsetMinutes) {
        OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        boolean fourDigitYear = time.getYear() >= 0 && time.getYear() <= 9999;

        assertThat(Instants.parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)))
                .isEqualTo(fourDigitYear ? millis : Instants.NONE);
    }

    @Property(tries = 2_000, seed = "32")
    void reads_every_day(
            @ForAll @IntRange(max = 9_999) int year,
            @ForAll @IntRange(max = 13) int month,
            @ForAll @IntRange(max = 32) int day) {
        String text = String.format("%04d-%02d-%02d", year, month, day);

        assertThat(Instants.parse(text)).isEqualTo(midnight(text));
    }

    @Property(tries = 10_000, seed = "33")
    void agrees_on_what_is_no_time(@ForAll("nearlyTimes") String text) {
        assertThat(Instants.parse(text)).isEqualTo(judged(text));
    }

    private static long midnight(String text) {
        try {
            return LocalDate.parse(text).toEpochDay() * 86_400_000L;
        } catch (DateTimeParseException noDate) {
            return Instants.NONE;
        }
    }

    /** The shape is a matter of our own; whether the numbers in it make a time, {@code java.time} knows. */
    private static long judged(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Instants.NONE;
        }
        if (text.length() == 10) {
            return midnight(text);
        }
        int offset = text.endsWith("Z") ? text.length() - 1 : text.length() - 6;
        try {
            LocalDateTime local = LocalDateTime.parse(text.substring(0, offset));
            return local.toInstant(ZoneOffset.UTC).toEpochMilli() - offsetMillis(text.substring(offset));
        } catch (DateTimeParseException noTime) {
            return Instants.NONE;
        }
    }

    private static long offsetMillis(String offset) {
        if (offset.equals("Z")) {
            return 0;
        }
        long millis = Duration.between(LocalTime.MIDNIGHT, LocalTime.parse(offset.substring(1)))
                .toMillis();
        return offset.startsWith("-") ? -millis : millis;
    }

    /** Times with one character replaced, removed or doubled. */
    @Provide
    Arbitrary<String> nearlyTimes() {
        Arbitrary<String> times = Arbitraries.of(
                "2026-02-28T23:59:59.123Z", "2024-02-29T12:30+01:00", "2026-12-31", "1999-01-01T00:00:00-08:30");
        Arbitrary<Character> replacements = Arbitraries.of(
                "0123456789-+:.TZ x".chars().mapToObj(c -> (char) c).toList());
        return times.flatMap(time -> Arbitraries.integers()
                .between(0, time.length() - 1)
                .flatMap(at -> replacements.flatMap(with -> Arbitraries.of(
                        time.substring(0, at) + with + time.substring(at + 1),
                        time.substring(0, at) + time.substring(at + 1),
                        time.substring(0, at) + with + time.substring(at)))));
    }
}
