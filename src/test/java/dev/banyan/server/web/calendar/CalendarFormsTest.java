package dev.banyan.server.web.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.banyan.server.plan.calendar.CalendarSpec;
import dev.banyan.server.plan.calendar.SampleWeeks;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.preview.Samples;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFormsTest {
    private static final CalendarForms FORMS =
            new CalendarForms(Samples.PRODUCTION.calendar(), "csrf-token", true, false);

    @Test
    void what_nobody_touched_is_sent_as_it_was() {
        assertThat(CalendarEntry.of(SampleWeeks.OFFICE).calendar()).isEqualTo(SampleWeeks.OFFICE);
        assertThat(CalendarEntry.of(CalendarSpec.OPEN).calendar()).isEqualTo(CalendarSpec.OPEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9-17 | 09:00–17:00",
                "09.30 to 12, 13:00 – 24:00 | 09:30–12:00, 13:00–24:00",
                "0:00-24:00 | 00:00–24:00",
            })
    void hours_are_read_as_people_write_them(String typed, String read) {
        assertThat(CalendarTimes.said(CalendarTimes.spans(typed, "hours"))).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hours.monday | from nine | workingHours.monday",
                "hours.sunday | 25:00–26:00 | workingHours.sunday",
                "weekly.0.to | late | recurring[0].to",
                "freeze.0.from | | freezes[0].from",
            })
    void what_cannot_be_read_is_said_beside_its_field_and_stays_typed(String name, String typed, String field) {
        Map<String, String> all =
                new HashMap<>(CalendarEntry.of(SampleWeeks.OFFICE).typed());
        all.put(name, typed == null ? "" : typed);
        CalendarEntry entry = new CalendarEntry(all);

        Problem refused = catchThrowableOfType(Problem.class, entry::calendar);

        assertThat(refused.field()).contains(field);
        CalendarForm form = FORMS.filled(1, entry, refused);
        assertThat(form.refused()).isNull();
        assertThat(form.toString()).contains(refused.getMessage());
    }

    @Test
    void a_weekly_time_begins_as_the_usual_friday_afternoon_and_names_itself() {
        CalendarSpec calendar =
                CalendarEntry.of(CalendarSpec.OPEN).plus(CalendarEntry.WEEKLY).calendar();

        assertThat(calendar.recurring())
                .containsExactly(new CalendarSpec.Weekly(
                        "Friday 15:00–24:00", List.of("friday"), LocalTime.of(15, 0), LocalTime.MIDNIGHT));
    }

    @Test
    void one_is_removed_and_the_rest_closes_up() {
        CalendarEntry two = CalendarEntry.of(SampleWeeks.OFFICE).plus(CalendarEntry.WEEKLY);

        assertThat(two.without("weekly.0").calendar().recurring())
                .extracting(CalendarSpec.Weekly::name)
                .containsExactly("Friday 15:00–24:00");
        assertThat(two.without("weekly.0").calendar().freezes()).isEqualTo(SampleWeeks.OFFICE.freezes());
    }

    @Test
    void the_week_is_said_in_words_and_drawn_by_the_clock_on_the_wall() {
        CalendarBoard board = CalendarWords.board(
                SampleWeeks.week(SampleWeeks.OFFICE, Instant.parse("2026-03-02T14:05:00Z")), false, List.of());

        assertThat(board.words()).isEqualTo("Closes today, 17:00.");
        CalendarBoard.Day friday = board.days().get(4);
        assertThat(friday.hours()).isEqualTo("09:00–12:30, 13:30–15:00");
        assertThat(friday.frozen()).containsExactly("15:00–24:00 frozen by “No Friday afternoons”");
        assertThat(friday.bars()).containsExactly(new CalendarBoard.Bar(540, 210), new CalendarBoard.Bar(810, 90));
    }

    @Test
    void a_day_of_23_hours_says_so_and_nothing_is_drawn_where_there_is_no_hour() {
        CalendarBoard board = CalendarWords.board(
                SampleWeeks.week(
                        CalendarEntry.of(new CalendarSpec("Europe/Berlin", null, null, null))
                                .calendar(),
                        Instant.parse("2026-03-29T10:00:00Z")),
                false,
                List.of());

        CalendarBoard.Day sunday = board.days().get(0);
        assertThat(sunday.hours()).isEqualTo("All day");
        assertThat(sunday.clock()).isEqualTo("Clocks are set forward: this day has 23 hours");
        assertThat(sunday.bars()).containsExactly(new CalendarBoard.Bar(0, 120), new CalendarBoard.Bar(180, 1260));
    }
}
