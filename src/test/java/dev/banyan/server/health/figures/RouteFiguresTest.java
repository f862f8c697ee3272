package dev.banyan.server.health.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.database.Sums;
import dev.banyan.server.environment.RulesetJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteFiguresTest {
    private static final OutcomeCell READS = cell(Stage.LIVE, Side.NEW, "read", 10, 2, new long[][] {{3, 4}, {9, 6}});

    @Test
    void equal_cells_add_up_and_others_stand_beside_them() {
        OutcomeCell more = cell(Stage.LIVE, Side.NEW, "read", 5, 1, new long[][] {{1, 1}, {9, 3}, {12, 1}});
        OutcomeCell writes = cell(Stage.LIVE, Side.LEGACY, "write", 7, 7, new long[][] {{5, 7}});

        RouteFigures sum = RouteFigures.of(List.of(READS)).plus(RouteFigures.of(List.of(more, writes)));

        assertThat(sum.cells()).hasSize(2);
        assertThat(sum.cells().get(0).latency()).isDeepEqualTo(new long[][] {{1, 1}, {3, 4}, {9, 9}, {12, 1}});
        assertThat(sum.calls(Side.NEW)).isEqualTo(15);
        assertThat(sum.errors(Side.NEW)).isEqualTo(3);
        assertThat(sum.served(Side.LEGACY)).isZero();
        assertThat(SideOutcome.of(Side.LEGACY, sum).failedSecondWrites()).isEqualTo(7);
    }

    @Test
    void kinds_and_events_are_bounded_however_many_names_come() {
        RouteFigures sum = RouteFigures.NONE;
        for (int i = 0; i < 100; i++) {
            OutcomeCell cell = OutcomeCellBuilder.builder()
                    .stage(Stage.OFF)
                    .side(Side.LEGACY)
                    .operation("read")
                    .calls(1)
                    .errors(1)
                    .errorKinds(Map.of("Kind" + i, 1L))
                    .latency(null)
                    .build();
            Map<String, EventCount> events = Map.of("event" + i, new EventCount(1, 0));
            sum = sum.plus(RouteFiguresBuilder.builder()
                    .cells(List.of(cell))
                    .pairs(null)
                    .compared(0)
                    .mismatched(0)
                    .breakerOpenings(0)
                    .events(events)
                    .missingKeys(0)
                    .learning(0)
                    .build());
        }
        Map<String, Long> kinds = sum.cells().get(0).errorKinds();

        assertThat(kinds).hasSizeLessThanOrEqualTo(Kinds.MOST + 1);
        assertThat(kinds.get(Kinds.OTHER)).isEqualTo(100 - Kinds.MOST);
        assertThat(sum.events()).hasSize(RouteFigures.MOST_EVENTS);
    }

    @Test
    void sums_of_sums_stand_still_where_they_would_overflow() {
        OutcomeCell most = cell(Stage.LIVE, Side.NEW, "read", Long.MAX_VALUE, 9, new long[][] {{3, Long.MAX_VALUE}});
        RouteFigures figures = RouteFiguresBuilder.builder()
                .cells(List.of(most, cell(Stage.SHADOW, Side.NEW, "read", Long.MAX_VALUE, 9, null)))
                .pairs(new PairCounts(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE))
                .compared(Long.MAX_VALUE)
                .mismatched(Long.MAX_VALUE)
                .breakerOpenings(Long.MAX_VALUE)
                .events(Map.of("cart.empty", new EventCount(Long.MAX_VALUE, Long.MAX_VALUE)))
                .missingKeys(Long.MAX_VALUE)
                .learning(Long.MAX_VALUE)
                .build();

        RouteFigures sum = figures.plus(figures).plus(figures);

        assertThat(sum.calls(Side.NEW)).isEqualTo(Sums.MOST);
        assertThat(sum.errors(Side.NEW)).isEqualTo(54);
        assertThat(sum.cells().get(0).latency()).isDeepEqualTo(new long[][] {{3, Sums.MOST}});
        assertThat(sum.compared()).isEqualTo(Sums.MOST);
        assertThat(sum.events().get("cart.empty").onNew()).isEqualTo(Sums.MOST);
        assertThat(sum.pairs()).isEqualTo(new PairCounts(Sums.MOST, Sums.MOST, 0, 0));
        assertThat(SideOutcome.of(Side.NEW, sum).p95()).isPositive();
    }

    @Test
    void what_is_stored_reads_back_and_empty_figures_take_no_room() {
        RouteFigures figures = RouteFiguresBuilder.builder()
                .cells(List.of(READS))
                .pairs(new PairCounts(9, 1, 2, 3))
                .compared(9)
                .mismatched(1)
                .breakerOpenings(2)
                .events(Map.of("cart.empty", new EventCount(1, 2)))
                .missingKeys(4)
                .learning(5)
                .build();

        assertThat(RulesetJson.read(RulesetJson.write(figures), RouteFigures.class))
                .usingRecursiveComparison()
                .isEqualTo(figures);
        assertThat(RulesetJson.write(RouteFigures.of(List.of(READS)))).doesNotContain("pairs", "events", "missing");
        assertThat(RulesetJson.read("{\"later\":1}", RouteFigures.class)).isEqualTo(RouteFigures.NONE);
    }

    private static OutcomeCell cell(
            Stage stage, Side side, String operation, long calls, long errors, long[][] latency) {
        return OutcomeCellBuilder.builder()
                .stage(stage)
                .side(side)
                .operation(operation)
                .calls(calls)
                .errors(errors)
                .errorKinds(null)
                .latency(latency)
                .build();
    }
}
