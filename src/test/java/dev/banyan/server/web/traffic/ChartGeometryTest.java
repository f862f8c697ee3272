package dev.banyan.server.web.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.web.kit.ChangeMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartGeometryTest {

    private static final Instant END = Instant.parse("2026-03-02T14:05:00Z");
    private static final Duration SPAN = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofSeconds(2);

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "3, 5", "47, 50", "51, 100", "200, 200", "201, 500"})
    void the_scale_ends_at_a_round_number(long most, long top) {
        assertThat(ChartGeometry.nice(most)).isEqualTo(top);
    }

    @Test
    void legacy_stands_on_new_and_both_reach_the_total() {
        ChartView chart = draw(point(-4, 60, 0, 40, 0), point(-2, 50, 0, 50, 0));

        assertThat(chart.newArea()).isEqualTo("M420 96L540 80L540 160L420 160Z");
        assertThat(chart.legacyArea()).isEqualTo("M420 0L540 0L540 80L420 96Z");
        assertThat(chart.topRate()).isEqualTo("50/s");
    }

    @Test
    void what_is_older_than_the_span_is_not_drawn() {
        assertThat(draw(point(-12, 10, 0, 0, 0)).legacyArea()).isEmpty();
    }

    @Test
    void a_step_without_calls_breaks_the_latency_line() {
        ChartView chart = draw(point(-8, 10, 0, 1, 0), point(-6, 10, 0, 0, 0), point(-4, 10, 0, 1, 0));

        assertThat(chart.newLatency()).containsPattern("^M[^ML]+M[^ML]+$");
    }

    @Test
    void one_slow_step_does_not_press_the_others_to_the_ground() {
        List<TrafficPoint> points = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            points.add(new TrafficPoint(
                    END.minusMillis(i * 250L),
                    SampleTraffic.step(10, 0, i == 40 ? 900_000 : 20_000),
                    SampleTraffic.step(0, 0, -1)));
        }
        ChartView chart = ChartGeometry.draw(points, List.of(), END, SPAN, Duration.ofMillis(250));

        assertThat(chart.topLatency()).isEqualTo("50 ms");
        assertThat(chart.legacyLatency()).doesNotContain("-");
    }

    @Test
    void failures_are_drawn_by_their_part_of_the_side_s_own_calls_and_never_vanish() {
        ChartView chart = draw(point(-4, 1_000, 1, 10, 5));

        assertThat(chart.newErrors().bars())
                .singleElement()
                .extracting(ChartView.Bar::height)
                .isEqualTo("12");
        assertThat(chart.legacyErrors().bars())
                .singleElement()
                .extracting(ChartView.Bar::height)
                .isEqualTo("3");
        assertThat(draw(point(-4, 10, 0, 10, 0)).newErrors().quiet()).isTrue();
    }

    @Test
    void labels_of_changes_that_would_overlap_are_left_out_but_the_marks_stay() {
        List<ChangeMark> changes =
                List.of(mark(-1, "Rolled back"), mark(-8, "1 → 5 %"), mark(-9, "0 → 1 %"), mark(-30, "long ago"));
        ChartView chart = ChartGeometry.draw(List.of(point(-4, 1, 0, 1, 0)), changes, END, SPAN, STEP);

        assertThat(chart.marks()).extracting(ChartView.Mark::named).containsExactly(true, true, false);
        assertThat(chart.marks().get(0).anchor()).isEqualTo("end");
    }

    private static ChangeMark mark(long second, String label) {
        return new ChangeMark(END.plusSeconds(second), label, "Ana", false);
    }

    private static ChartView draw(TrafficPoint... points) {
        return ChartGeometry.draw(List.of(points), List.of(), END, SPAN, STEP);
    }

    private static TrafficPoint point(long second, long legacy, long legacyErrors, long fresh, long freshErrors) {
        return new TrafficPoint(
                END.plusSeconds(second),
                SampleTraffic.step(legacy, legacyErrors, 20_000),
                SampleTraffic.step(fresh, freshErrors, 10_000));
    }
}
