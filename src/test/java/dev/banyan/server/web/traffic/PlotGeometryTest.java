package dev.banyan.server.web.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.server.health.figures.SideOutcome;
import dev.banyan.server.health.figures.SideOutcomeBuilder;
import dev.banyan.server.health.reading.OutcomeSpan;
import dev.banyan.server.health.reading.OutcomeSpanBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlotGeometryTest {
    private static final double LEAST = 1;

    @Test
    void a_step_without_a_value_leaves_a_gap() {
        Plot plot = draw(step(10.0), step(null), step(10.0));

        assertThat(plot.newLine()).isEqualTo("M100 0h0.1M500 0h0.1");
        assertThat(plot.legacyLine()).isEmpty();
        assertThat(plot.empty()).isFalse();
    }

    @Test
    void the_top_is_a_round_number_that_nothing_exceeds() {
        assertThat(PlotGeometry.nice(0.01)).isEqualTo(0.01);
        assertThat(PlotGeometry.nice(0.011)).isEqualTo(0.02);
        assertThat(PlotGeometry.nice(3)).isEqualTo(5);
        assertThat(PlotGeometry.nice(51)).isEqualTo(100);
    }

    @Test
    void what_is_small_is_not_blown_up() {
        assertThat(draw(step(0.1)).top()).isEqualTo("1.0");
    }

    @Test
    void nothing_measured_is_empty() {
        assertThat(draw(step(null)).empty()).isTrue();
    }

    @Test
    void what_has_no_sides_is_one_line() {
        Plot plot = new PlotGeometry(List.of(step(1.0), step(1.0)))
                .drawBoth("Differed", each -> each.compared() == 0 ? null : 1.0, LEAST, this::words);

        assertThat(plot.bothLine()).isEmpty();
        assertThat(plot.empty()).isTrue();
        assertThat(new PlotGeometry(List.of(step(1.0)))
                        .drawBoth("Share", each -> 0.5, LEAST, this::words)
                        .bothLine())
                .isEqualTo("M300 80h0.1");
    }

    private Plot draw(OutcomeSpan... steps) {
        return new PlotGeometry(List.of(steps)).draw("p50", SideOutcome::p50, LEAST, this::words);
    }

    private String words(double top) {
        return String.valueOf(top);
    }

    private static OutcomeSpan step(Double p50) {
        return OutcomeSpanBuilder.builder()
                .from(Instant.EPOCH)
                .legacy(side(Side.LEGACY, null))
                .fresh(side(Side.NEW, p50))
                .newest(null)
                .pairs(null)
                .compared(0)
                .mismatched(0)
                .breakerOpenings(0)
                .events(Map.of())
                .build();
    }

    private static SideOutcome side(Side side, Double p50) {
        return SideOutcomeBuilder.builder()
                .side(side)
                .calls(1)
                .served(1)
                .errors(0)
                .p50(p50)
                .p95(p50)
                .p99(p50)
                .failedSecondWrites(0)
                .errorKinds(Map.of())
                .build();
    }
}
