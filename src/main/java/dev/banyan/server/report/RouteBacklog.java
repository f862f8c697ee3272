package dev.banyan.server.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.problem.Page;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All second writes of a route that are missing, and a page of the ledgers that keep them.
 *
 * @param oldest null when nothing is missing
 * @param sides the same of each side that lacks some: {@code legacy}, {@code new}
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
record RouteBacklog(
        String route,
        long entries,
        long lost,
        Instant oldest,
        Map<String, OfSide> sides,
        List<Backlog> items,
        String next) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfSide(long entries, long lost, Instant oldest) {

        static OfSide of(Backlog backlog) {
            return new OfSide(backlog.entries(), backlog.lost(), backlog.oldest());
        }

        OfSide and(OfSide other) {
            return new OfSide(entries + other.entries, lost + other.lost, earlier(oldest, other.oldest));
        }

        private static Instant earlier(Instant one, Instant other) {
            return one == null || other != null && other.isBefore(one) ? other : one;
        }
    }

    static RouteBacklog of(String route, List<Backlog> all, Page<Backlog> page) {
        Map<String, OfSide> sides = new TreeMap<>();
        all.forEach(backlog -> sides.merge(backlog.side(), OfSide.of(backlog), OfSide::and));
        OfSide sum = sides.values().stream().reduce(new OfSide(0, 0, null), OfSide::and);
        return RouteBacklogBuilder.builder()
                .route(route)
                .entries(sum.entries())
                .lost(sum.lost())
                .oldest(sum.oldest())
                .sides(sides)
                .items(page.items())
                .next(page.next())
                .build();
    }
}
