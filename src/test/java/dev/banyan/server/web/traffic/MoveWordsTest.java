package dev.banyan.server.web.traffic;

import static dev.banyan.server.web.preview.Samples.NOW;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.flag.PastMove;
import dev.banyan.server.web.kit.ChangeMark;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveWordsTest {
    private static final Duration STEP = Duration.ofHours(2);

    @Test
    void a_change_alone_in_its_step_says_all() {
        assertThat(marks(move("orders.get", 1, "flag.changed", 25, 0)))
                .containsExactly(new ChangeMark(at(0), "orders.get 25\u202f%", "Ana", false));
        assertThat(marks(move(null, 0, "environment.rolled-back", 0, 0)))
                .containsExactly(new ChangeMark(at(0), "All routes rolled back", "Ana", true));
        assertThat(marks(move("orders.get", 3, "migration.rolled-back", 25, 0)))
                .extracting(ChangeMark::label)
                .containsExactly("orders.get and 2 more rolled back");
    }

    @Test
    void those_of_one_step_are_one_mark_that_tells_of_rollbacks() {
        List<ChangeMark> marks = marks(
                move("orders.get", 1, "flag.rolled-back", 25, 1),
                move("orders.get", 1, "flag.changed", 25, 2),
                move("orders.list", 1, "flag.changed", 5, 3),
                move("orders.list", 1, "flag.changed", 1, 300));

        assertThat(marks)
                .extracting(ChangeMark::label)
                .containsExactly("3 changes, 1 rollback", "orders.list 1\u202f%");
        assertThat(marks).extracting(ChangeMark::back).containsExactly(true, false);
        assertThat(marks.get(0).at()).isEqualTo(at(1));
    }

    @Test
    void what_moved_nobody_is_left_out() {
        assertThat(marks(new PastMove("orders.get", 1, SamplePastTraffic.change("flag.changed", 25, 25, at(0), "Ana"))))
                .isEmpty();
    }

    @Test
    void a_line_leads_to_the_route_unless_it_concerns_all() {
        List<PastChanges.Row> rows = new MoveWords(
                        PRODUCTION,
                        List.of(
                                move("orders.get", 1, "flag.changed", 25, 0),
                                move(null, 0, "environment.rolled-back", 0, 0)))
                .rows(NOW);

        assertThat(rows)
                .extracting(PastChanges.Row::route)
                .containsExactly(
                        new PastChanges.Subject(
                                "orders.get", PRODUCTION.route("orders.get").page()),
                        new PastChanges.Subject("All routes", null));
    }

    private static List<ChangeMark> marks(PastMove... moves) {
        return new MoveWords(PRODUCTION, List.of(moves)).marks(STEP);
    }

    private static PastMove move(String route, int routes, String action, int percentage, int minutesAgo) {
        return new PastMove(route, routes, SamplePastTraffic.change(action, 0, percentage, at(minutesAgo), "Ana"));
    }

    private static java.time.Instant at(int minutesAgo) {
        return NOW.minus(Duration.ofMinutes(minutesAgo));
    }
}
