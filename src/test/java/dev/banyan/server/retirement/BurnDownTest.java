package dev.banyan.server.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.flag.RouteTimeline.Moved;
import dev.banyan.server.health.reading.LongUse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BurnDownTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-06-30");

    @Test
    void each_day_is_as_it_stood_at_its_end() {
        List<Progress.Day> days = new BurnDown(TODAY.minusDays(3), TODAY)
                .days(
                        List.of(
                                moved("orders.get", "2026-06-28T10:00:00Z", true),
                                moved("orders.list", "2026-06-28T10:00:01Z", true),
                                moved("orders.get", "2026-06-29T23:59:59Z", false),
                                moved("orders.list", "2026-06-30T00:00:00Z", null)),
                        List.of(new LongUse.Day(TODAY.minusDays(1), 300, 100)));

        assertThat(days)
                .containsExactly(
                        new Progress.Day(TODAY.minusDays(2), 0, 0, 2, 2),
                        new Progress.Day(TODAY.minusDays(1), 400, 300, 2, 1),
                        new Progress.Day(TODAY, 0, 0, 1, 0));
    }

    @Test
    void what_stood_before_the_first_day_counts_from_there() {
        List<Progress.Day> days =
                new BurnDown(TODAY, TODAY).days(List.of(moved("orders.get", "2025-01-01T00:00:00Z", true)), List.of());
        assertThat(days).containsExactly(new Progress.Day(TODAY, 0, 0, 1, 1));
    }

    @Test
    void a_share_that_falls_evenly_ends_where_its_line_ends() {
        assertThat(falling(28, 0.01, 0.40).day()).isEqualTo(TODAY.plusDays(40));
        assertThat(falling(7, 0.02, 0.40).day()).isEqualTo(TODAY.plusDays(20));
    }

    @Test
    void odd_days_do_not_decide() {
        TreeMap<LocalDate, Double> share = line(28, 0.01, 0.40);
        share.put(TODAY.minusDays(5), 1.0);
        share.put(TODAY.minusDays(1), 1.0);
        share.put(TODAY.minusDays(20), 0.0);
        assertThat(Trend.of(share).day()).isBetween(TODAY.plusDays(38), TODAY.plusDays(43));
    }

    @Test
    void days_before_the_last_four_weeks_do_not_count() {
        TreeMap<LocalDate, Double> share = line(28, 0.01, 0.40);
        for (int i = 28; i < 90; i++) {
            share.put(TODAY.minusDays(i), 0.68);
        }
        assertThat(Trend.of(share).day()).isEqualTo(TODAY.plusDays(40));
    }

    @Test
    void what_does_not_fall_has_no_forecast_and_says_why() {
        assertThat(falling(28, 0, 0.40).words()).contains("did not fall");
        assertThat(falling(28, -0.01, 0.40).words()).contains("did not fall");
        assertThat(falling(28, 0.0001, 0.40).words()).contains("more than five years");
        assertThat(falling(6, 0.01, 0.40).words()).contains("needs 7 days", "there are 6");
        assertThat(falling(28, 0.01, 0).words()).contains("Nothing is left");
        assertThat(Trend.of(new TreeMap<>()).words()).contains("Nothing was measured");
    }

    @Test
    void today_is_drawn_but_does_not_count_for_the_forecast() {
        BurnDown burnDown = new BurnDown(TODAY.minusDays(10), TODAY);
        List<LongUse.Day> use = java.util.stream.IntStream.rangeClosed(0, 10)
                .mapToObj(back -> back == 0
                        ? new LongUse.Day(TODAY, 0, 1)
                        : new LongUse.Day(TODAY.minusDays(back), 400 + 10L * back, 600 - 10L * back))
                .toList();
        List<Progress.Day> days = burnDown.days(List.of(moved("orders.get", "2025-01-01T00:00:00Z", true)), use);
        assertThat(days.get(days.size() - 1).requests()).isEqualTo(1);
        assertThat(burnDown.requests(days).day()).isEqualTo(TODAY.minusDays(1).plusDays(41));
        assertThat(burnDown.routes(days).words()).contains("did not fall");
    }

    private static RetirementForecast falling(int days, double perDay, double now) {
        return Trend.of(line(days, perDay, now));
    }

    private static TreeMap<LocalDate, Double> line(int days, double perDay, double now) {
        TreeMap<LocalDate, Double> share = new TreeMap<>();
        for (int i = 0; i < days; i++) {
            share.put(TODAY.minusDays(i), now + perDay * i);
        }
        return share;
    }

    private static Moved moved(String route, String at, Boolean onLegacy) {
        return new Moved(route, Instant.parse(at), onLegacy);
    }
}
