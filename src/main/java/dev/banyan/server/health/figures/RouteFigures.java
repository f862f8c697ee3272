package dev.banyan.server.health.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.evaluation.Side;
import dev.banyan.server.database.Sums;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What one route did in some time: as a batch has it, as it is kept, as it is added up. Stored as JSON; unknown fields are left out. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record RouteFigures(
        List<OutcomeCell> cells,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoPairs.class)
        PairCounts pairs,

        long compared,
        long mismatched,
        long breakerOpenings,
        Map<String, EventCount> events,
        long missingKeys,
        long learning) {
    public static final int MOST_EVENTS = 16;
    public static final RouteFigures NONE = RouteFiguresBuilder.builder()
            .cells(null)
            .pairs(null)
            .compared(0)
            .mismatched(0)
            .breakerOpenings(0)
            .events(null)
            .missingKeys(0)
            .learning(0)
            .build();

    public RouteFigures {
        cells = cells == null ? List.of() : cells;
        pairs = pairs == null ? PairCounts.NONE : pairs;
        events = events == null ? Map.of() : events;
        compared = Sums.within(compared);
        mismatched = Sums.within(mismatched);
        breakerOpenings = Sums.within(breakerOpenings);
        missingKeys = Sums.within(missingKeys);
        learning = Sums.within(learning);
    }

    public static RouteFigures of(List<OutcomeCell> cells) {
        return RouteFiguresBuilder.builder()
                .cells(cells)
                .pairs(null)
                .compared(0)
                .mismatched(0)
                .breakerOpenings(0)
                .events(null)
                .missingKeys(0)
                .learning(0)
                .build();
    }

    public RouteFigures plus(RouteFigures other) {
        return RouteFiguresBuilder.builder()
                .cells(sum(cells, other.cells))
                .pairs(pairs.plus(other.pairs))
                .compared(compared + other.compared)
                .mismatched(mismatched + other.mismatched)
                .breakerOpenings(breakerOpenings + other.breakerOpenings)
                .events(sum(events, other.events))
                .missingKeys(missingKeys + other.missingKeys)
                .learning(learning + other.learning)
                .build();
    }

    RouteFigures share(Apportionment share) {
        Map<String, EventCount> part = new TreeMap<>();
        events.forEach((name, count) -> part.put(name, count.share(share)));
        return share.parts() == 1
                ? this
                : RouteFiguresBuilder.builder()
                        .cells(cells.stream()
                                .map(cell -> cell.share(share))
                                .filter(cell -> cell.calls() > 0)
                                .toList())
                        .pairs(pairs.share(share))
                        .compared(share.of(compared))
                        .mismatched(share.of(mismatched))
                        .breakerOpenings(share.of(breakerOpenings))
                        .events(part)
                        .missingKeys(share.of(missingKeys))
                        .learning(share.of(learning))
                        .build();
    }

    /** Their names mean something for a route alone. */
    RouteFigures withoutEvents() {
        return events.isEmpty()
                ? this
                : RouteFiguresBuilder.builder(this).events(null).build();
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    public long calls(Side side) {
        return sum(side, OutcomeCell::calls);
    }

    public long served(Side side) {
        return sum(side, cell -> cell.serves() ? cell.calls() : 0);
    }

    public long errors(Side side) {
        return sum(side, OutcomeCell::errors);
    }

    private long sum(Side side, ToLongFunction<OutcomeCell> figure) {
        return Sums.of(cells.stream().filter(cell -> cell.side() == side).mapToLong(figure));
    }

    private static List<OutcomeCell> sum(List<OutcomeCell> one, List<OutcomeCell> other) {
        List<OutcomeCell> sum = new ArrayList<>(one);
        for (OutcomeCell cell : other) {
            int at = 0;
            while (at < sum.size() && !sum.get(at).isBeside(cell)) {
                at++;
            }
            if (at < sum.size()) {
                sum.set(at, sum.get(at).plus(cell));
            } else {
                sum.add(cell);
            }
        }
        return sum;
    }

    /** Names beyond the bound are dropped: whoever makes up names makes them for ever. */
    private static Map<String, EventCount> sum(Map<String, EventCount> one, Map<String, EventCount> other) {
        Map<String, EventCount> sum = new TreeMap<>(one);
        other.forEach((name, count) -> {
            if (sum.containsKey(name) || sum.size() < MOST_EVENTS) {
                sum.merge(name, count, EventCount::plus);
            }
        });
        return sum;
    }

    /** Most routes have none, in most seconds. */
    static final class NoPairs {
        @Override
        public boolean equals(Object other) {
            return other == null || PairCounts.NONE.equals(other);
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }
}
