package dev.banyan.server.plan.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.server.plan.calendar.Calendar.Freeze;
import dev.banyan.server.plan.calendar.Calendar.Hours;
import dev.banyan.server.plan.calendar.Calendar.WeeklyFreeze;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Map<DayOfWeek, List<Hours>> NINE_TO_FIVE = weekdays("09:00", "17:00");

    @ParameterizedTest
    @CsvSource({
        // In winter Berlin is an hour ahead, in summer two.
        "2026-03-04T09:30:00Z, 2026-03-04T09:30:00Z",
        "2026-03-04T16:00:00Z, 2026-03-05T08:00:00Z",
        "2026-07-01T05:00:00Z, 2026-07-01T07:00:00Z",
        // Not on Fridays after 15:00, so on Monday; and over the night when clocks are set forward.
        "2026-03-06T14:00:00Z, 2026-03-09T08:00:00Z",
        "2026-03-27T14:00:00Z, 2026-03-30T07:00:00Z",
        // And when they are set back.
        "2026-10-23T13:00:00Z, 2026-10-26T08:00:00Z",
        // A freeze ends in the middle of a day.
        "2026-12-23T10:00:00Z, 2027-01-04T11:00:00Z",
    })
    void next_open(Instant from, Instant open) {
        Calendar calendar = new Calendar(
                BERLIN,
                NINE_TO_FIVE,
                List.of(freeze("Christmas", "2026-12-20T00:00", "2027-01-04T12:00")),
                List.of(new WeeklyFreeze("No Friday afternoons", Set.of(FRIDAY), at("15:00"), at("00:00"))));

        assertThat(calendar.nextOpen(from)).contains(open);
        assertThat(calendar.isOpen(open)).isTrue();
    }

    @Test
    void an_hour_that_the_clock_leaves_out_does_not_come_and_one_that_it_shows_twice_comes_twice() {
        Calendar atNight = new Calendar(BERLIN, Map.of(SUNDAY, List.of(hours("02:15", "02:45"))), List.of(), List.of());

        assertThat(atNight.nextOpen(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-04-05T00:15:00Z"));
        assertThat(atNight.nextOpen(Instant.parse("2026-10-25T00:00:00Z")))
                .contains(Instant.parse("2026-10-25T00:15:00Z"));
        assertThat(atNight.nextOpen(Instant.parse("2026-10-25T00:45:00Z")))
                .contains(Instant.parse("2026-10-25T01:15:00Z"));
        assertThat(atNight.nextOpen(Instant.parse("2026-10-25T01:45:00Z")))
                .contains(Instant.parse("2026-11-01T01:15:00Z"));
    }

    @Test
    void what_begins_in_a_left_out_hour_opens_with_the_hour_that_comes_instead() {
        Calendar early = new Calendar(BERLIN, Map.of(SUNDAY, List.of(hours("02:30", "08:00"))), List.of(), List.of());

        assertThat(early.nextOpen(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void says_why_it_is_closed() {
        Calendar calendar = new Calendar(
                BERLIN, NINE_TO_FIVE, List.of(freeze("Sale", "2026-03-05T00:00", "2026-03-06T00:00")), List.of());

        assertThat(calendar.closedBecause(Instant.parse("2026-03-05T10:00:00Z")))
                .isEqualTo("frozen by “Sale”");
        assertThat(calendar.closedBecause(Instant.parse("2026-03-04T20:00:00Z")))
                .isEqualTo("outside of the working hours");
    }

    @Test
    void one_that_never_opens_says_so() {
        Calendar never = new Calendar(BERLIN, Map.of(MONDAY, List.of()), List.of(), List.of());

        assertThat(never.nextOpen(Instant.parse("2026-03-04T09:00:00Z"))).isEmpty();
        assertThat(never.and(OpenTimes.ALWAYS).nextOpen(Instant.parse("2026-03-04T09:00:00Z")))
                .isEmpty();
    }

    @Test
    void of_two_both_hold() {
        OpenTimes both = new Calendar(BERLIN, NINE_TO_FIVE, List.of(), List.of())
                .and(new Calendar(ZoneId.of("America/New_York"), NINE_TO_FIVE, List.of(), List.of()));

        assertThat(both.nextOpen(Instant.parse("2026-03-04T06:00:00Z")))
                .contains(Instant.parse("2026-03-04T14:00:00Z"));
        assertThat(both.closedBecause(Instant.parse("2026-03-04T10:00:00Z"))).contains("working hours");
    }

    /** Against walking through every minute. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu"
            })
    void never_opens_earlier_or_later_than_the_wall_clock_says(String zone) {
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            Calendar calendar = any(random, ZoneId.of(zone));
            Instant from = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(525_600)));
            Instant open = calendar.nextOpen(from).orElseThrow();
            Instant minute = from;
            while (!calendar.isOpen(minute)) {
                minute = minute.plusSeconds(60);
            }
            assertThat(open).isEqualTo(minute);
        }
    }

    @Test
    void what_makes_no_sense_is_refused_by_field() {
        CalendarSpec unknownZone = new CalendarSpec("Europe/Berlinn", null, null, null);
        CalendarSpec unknownDay = new CalendarSpec(
                "UTC", Map.of("funday", List.of(new CalendarSpec.Span(at("09:00"), at("17:00")))), null, null);
        CalendarSpec backwards = new CalendarSpec(
                "UTC", Map.of("monday", List.of(new CalendarSpec.Span(at("17:00"), at("09:00")))), null, null);

        assertThatThrownBy(unknownZone::calendar).hasMessageContaining("no time zone Europe/Berlinn");
        assertThatThrownBy(unknownDay::calendar).hasMessageContaining("no day funday");
        assertThatThrownBy(backwards::calendar).hasMessageContaining("not after 17:00");
    }

    private static Calendar any(Random random, ZoneId zone) {
        Map<DayOfWeek, List<Hours>> hours = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(3) > 0) {
                int from = random.nextInt(22 * 60);
                hours.put(day, List.of(new Hours(minute(from), minute(from + 1 + random.nextInt(1_439 - from)))));
            }
        }
        hours.put(SUNDAY, List.of(new Hours(minute(random.nextInt(240)), LocalTime.MIDNIGHT)));
        List<Freeze> freezes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            LocalDateTime from = LocalDateTime.parse("2026-01-01T00:00").plusMinutes(random.nextInt(525_600));
            freezes.add(new Freeze("any", from, from.plusMinutes(1 + random.nextInt(20_000))));
        }
        int from = random.nextInt(1_400);
        return new Calendar(
                zone,
                hours,
                freezes,
                List.of(new WeeklyFreeze(
                        "any", Set.of(MONDAY, FRIDAY), minute(from), minute(from + 1 + random.nextInt(1_438 - from)))));
    }

    private static LocalTime minute(int ofDay) {
        return LocalTime.MIDNIGHT.plusMinutes(ofDay);
    }

    private static Map<DayOfWeek, List<Hours>> weekdays(String from, String to) {
        Map<DayOfWeek, List<Hours>> hours = new EnumMap<>(DayOfWeek.class);
        for (int i = 0; i < 5; i++) {
            hours.put(MONDAY.plus(i), List.of(hours(from, to)));
        }
        return hours;
    }

    private static Hours hours(String from, String to) {
        return new Hours(at(from), at(to));
    }

    private static LocalTime at(String time) {
        return LocalTime.parse(time);
    }

    private static Freeze freeze(String name, String from, String to) {
        return new Freeze(name, LocalDateTime.parse(from), LocalDateTime.parse(to));
    }
}
