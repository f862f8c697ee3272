package dev.banyan.server.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.problem.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * All second writes of a route that are missing, and a page of the ledgers that keep them.
 *
 * @param oldest null when nothing is missing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RouteBacklog(String route, long entries, long lost, Instant oldest, List<Backlog> items, String next) {

    static RouteBacklog of(String route, List<Backlog> all, Page<Backlog> page) {
        return new RouteBacklog(
                route,
                all.stream().mapToLong(Backlog::entries).sum(),
                all.stream().mapToLong(Backlog::lost).sum(),
                all.stream()
                        .map(Backlog::oldest)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                page.items(),
                page.next());
    }
}
