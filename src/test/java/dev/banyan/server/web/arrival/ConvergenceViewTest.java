package dev.banyan.server.web.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.web.arrival.ConvergenceView.Counts;
import dev.banyan.server.web.arrival.ConvergenceView.Segment;
import dev.banyan.server.web.arrival.ConvergenceView.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvergenceViewTest {
    @Test
    void the_bar_is_as_long_as_its_parts_and_leaves_out_what_there_is_not() {
        List<Segment> segments = new Counts(9, 2, 0, 1).segments();

        assertThat(segments).extracting(Segment::name).containsExactly("applied", "pending", "gone");
        assertThat(segments).extracting(Segment::x).containsExactly("0.0", "75.0", "91.67");
        assertThat(segments).extracting(Segment::width).containsExactly("75.0", "16.67", "8.33");
    }

    @Test
    void in_the_first_moments_nobody_is_called_a_straggler_in_passing() {
        ConvergenceView fresh = view(Duration.ofMillis(40)).inPassing();

        assertThat(fresh.open()).isFalse();
        assertThat(fresh.css()).isEqualTo("spreading");
        assertThat(view(Duration.ofSeconds(1)).inPassing().open()).isTrue();
        assertThat(view(Duration.ofMillis(40)).open()).isTrue();
    }

    @Test
    void in_passing_three_are_named_and_the_rest_is_counted() {
        ConvergenceView many = ConvergenceViewBuilder.builder()
                .revision(7)
                .page("/proof")
                .counts(new Counts(0, 9, 0, 0))
                .times(Times.NONE)
                .since(Duration.ofSeconds(3))
                .stragglers(List.of(straggler(), straggler(), straggler(), straggler()))
                .more(5)
                .detailed(true)
                .build();

        assertThat(many.inPassing().stragglers()).hasSize(3);
        assertThat(many.inPassing().moreText()).isEqualTo("And 6 instances more.");
    }

    private static ConvergenceView view(Duration since) {
        return ConvergenceViewBuilder.builder()
                .revision(7)
                .page("/proof")
                .counts(new Counts(1, 1, 0, 0))
                .times(Times.NONE)
                .since(since)
                .stragglers(List.of())
                .more(0)
                .detailed(true)
                .build();
    }

    private static ConvergenceView.Straggler straggler() {
        return SampleArrivals.straggling().stragglers().get(0);
    }
}
