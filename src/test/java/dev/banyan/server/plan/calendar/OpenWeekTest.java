package dev.banyan.server.plan.calendar;

import static dev.banyan.server.plan.calendar.SampleWeeks.OFFICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenWeekTest {
    /** A Monday afternoon. */
    private static final Instant NOW = Instant.parse("2026-03-02T14:05:00Z");

    @Test
    void begins_today_and_says_when_it_is_open_and_what_closes_it() {
        OpenWeek week = SampleWeeks.week(OFFICE, NOW);

        assertThat(week.days()).hasSize(7);
        assertThat(week.closes())
                .hasValueSatisfying(at -> assertThat(at).hasToString("2026-03-02T17:00+01:00[Europe/Berlin]"));
        assertThat(said(week, 0)).isEqualTo("09:00-12:30 13:30-17:00");
        assertThat(said(week, 2)).isEqualTo("09:00-12:00 12:00-00:00 frozen by “Spring sale”");
        assertThat(said(week, 3)).isEqualTo("15:00-17:00 00:00-15:00 frozen by “Spring sale”");
        assertThat(said(week, 4)).isEqualTo("09:00-12:30 13:30-15:00 15:00-00:00 frozen by “No Friday afternoons”");
        assertThat(said(week, 5)).isEmpty();
    }

    @Test
    void both_calendars_hold_each_by_its_own_clock() {
        CalendarSpec project =
                new CalendarSpec("UTC", Map.of("tuesday", List.of(SampleWeeks.span("10:00", "16:00"))), null, null);

        assertThat(said(SampleWeeks.week(OFFICE, project, NOW), 1)).isEqualTo("11:00-12:30 13:30-17:00");
        assertThat(said(SampleWeeks.week(OFFICE, project, NOW), 2)).isEqualTo("12:00-00:00 frozen by “Spring sale”");
    }

    @Test
    void a_day_on_which_clocks_change_is_an_hour_shorter_or_longer() {
        CalendarSpec night = new CalendarSpec(
                "Europe/Berlin", Map.of("sunday", List.of(SampleWeeks.span("02:15", "02:45"))), null, null);

        OpenWeek spring = SampleWeeks.week(night, Instant.parse("2026-03-29T10:00:00Z"));
        assertThat(spring.days().get(0).minutes()).isEqualTo(23 * 60);
        assertThat(said(spring, 0)).isEmpty();

        OpenWeek autumn = SampleWeeks.week(night, Instant.parse("2026-10-25T10:00:00Z"));
        assertThat(autumn.days().get(0).minutes()).isEqualTo(25 * 60);
        assertThat(said(autumn, 0)).isEqualTo("02:15-02:45 02:15-02:45");
    }

    /** What is drawn is what a plan would be told at any moment. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-03-02T14:05:00Z", "2026-03-27T23:30:00Z", "2026-10-23T11:00:00Z"})
    void agrees_with_the_calendar_at_every_moment(Instant now) {
        Calendar calendar = OFFICE.calendar();
        for (OpenWeek.Day day : SampleWeeks.week(OFFICE, now).days()) {
            Instant at = day.times().get(0).from().toInstant();
            for (;
                    at.isBefore(day.times().get(day.times().size() - 1).to().toInstant());
                    at = at.plus(Duration.ofMinutes(5))) {
                Instant moment = at;
                OpenWeek.Time time = day.times().stream()
                        .filter(it -> !moment.isBefore(it.from().toInstant())
                                && moment.isBefore(it.to().toInstant()))
                        .findFirst()
                        .orElseThrow();
                assertThat(time.closedBecause()).as("at " + at).isEqualTo(calendar.closedBecause(at));
            }
        }
    }

    private static String said(OpenWeek week, int day) {
        List<OpenWeek.Time> times = week.days().get(day).times();
        return Stream.concat(
                        times.stream().filter(OpenWeek.Time::open).map(OpenWeekTest::span),
                        times.stream()
                                .filter(OpenWeek.Time::frozen)
                                .map(time -> span(time) + " " + time.closedBecause()))
                .collect(Collectors.joining(" "));
    }

    private static String span(OpenWeek.Time time) {
        return time.from().toLocalTime() + "-" + time.to().toLocalTime();
    }
}
