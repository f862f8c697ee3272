package dev.banyan.server.health.fold;

import dev.banyan.server.database.OneColumn;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Since when outcomes wait for somebody to look at them: those that came and are not folded, and those that were folded and could not be
 * looked at. All times are the database's, so whichever replica asks finds the same, and finds too that no replica folds.
 */
@ApplicationScoped
public class Unseen {
    private static final String ALL = """
        select environment_id, min(since) as since
        from (select environment_id, min(came_at) as since from outcome_inbox group by 1
              union all select environment_id, since from outcome_untold) as unseen
        group by 1 order by 1\
        """;

    private static final String OF_ENVIRONMENT = """
        select min(since) as since
        from (select (select came_at from outcome_inbox where environment_id = :environment order by id limit 1) as since
              union all select since from outcome_untold where environment_id = :environment) as unseen\
        """;

    private final EntityManager database;

    Unseen(EntityManager database) {
        this.database = database;
    }

    /**
     * What was not looked at yet at one moment.
     *
     * @param since by environment, when the first of it came; no entry where nothing waits
     */
    public record Everywhere(Map<Long, Instant> since, Instant now) {}

    @Transactional
    public Everywhere everywhere() {
        List<Tuple> rows = Rows.query(database, ALL).getResultList();
        Map<Long, Instant> since = rows.stream()
                .collect(Collectors.toMap(
                        row -> row.get("environment_id", Long.class), row -> row.get("since", Instant.class)));
        return new Everywhere(since, OneColumn.time(database));
    }

    /** Empty when nothing waits. */
    @Transactional
    public Optional<Instant> since(EnvironmentScope scope) {
        return Optional.ofNullable(OneColumn.query(database, OF_ENVIRONMENT, "since", Instant.class)
                .setParameter("environment", scope.id())
                .getSingleResult());
    }
}
