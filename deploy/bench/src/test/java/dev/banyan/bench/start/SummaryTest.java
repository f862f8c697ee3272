package dev.banyan.bench.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void each_figure_has_a_median_and_a_worst_of_its_own() {
        Summary summary = Summary.of(
                List.of(new Measured(3, 9, 200, 70), new Measured(1, 8, 240, 60), new Measured(2, 7, 220, 50)));

        assertThat(summary.median()).isEqualTo(new Measured(2, 8, 220, 60));
        assertThat(summary.worst()).isEqualTo(new Measured(3, 9, 240, 70));
        assertThat(summary)
                .hasToString("median of 3: 2.0 s, 8.0 s of processor time, JVM 220 MB, PostgreSQL 60 MB;"
                        + " worst: 3.0 s, 9.0 s of processor time, JVM 240 MB, PostgreSQL 70 MB");
    }
}
