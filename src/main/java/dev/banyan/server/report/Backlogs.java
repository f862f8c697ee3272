package dev.banyan.server.report;

import dev.banyan.evaluation.Side;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.database.Rows;
import dev.banyan.server.database.Sums;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.flag.state.Missing;
import dev.banyan.server.flag.state.MissingWrites;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Second writes that failed and were not made up for, as the services that keep them report. */
@ApplicationScoped
public class Backlogs implements MissingWrites {
    private static final int LONGEST_REASON = 1_000;

    private static final String MISSING = """
        select route_key, %s as entries, %s as lost, min(oldest) as oldest from backlog
        where environment_id = :environment and side = :side and (cast(:route as text) is null or route_key = :route)
        group by route_key\
        """.formatted(Sums.total("entries"), Sums.total("lost"));

    private final EntityManager database;
    private final AuditTrail audit;

    Backlogs(EntityManager database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Missing of(EnvironmentScope scope, String route, Side side) {
        return missing(scope, route, side).getOrDefault(route, Missing.NONE);
    }

    @Override
    @Transactional
    public Map<String, Missing> of(EnvironmentScope scope, Side side) {
        return missing(scope, null, side);
    }

    /** @param route null for all */
    private Map<String, Missing> missing(EnvironmentScope scope, String route, Side side) {
        List<Tuple> rows = Rows.query(database, MISSING)
                .setParameter("environment", scope.id())
                .setParameter("side", side.key())
                .setParameter("route", route)
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> row.get("route_key", String.class),
                        row -> new Missing(
                                row.get("entries", Long.class),
                                row.get("lost", Long.class),
                                row.get("oldest", Instant.class))));
    }

    /** One for each ledger and side, the largest first. */
    @Transactional
    public List<Backlog> ofRoute(EnvironmentScope scope, String route) {
        List<Tuple> rows = Rows.query(database, """
                        select ledger, side, instance_id, application, host, entries, oldest, lost, reasons, reported_at from backlog
                        where environment_id = :environment and route_key = :route order by entries desc, ledger, side""")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .getResultList();
        return rows.stream().map(Backlogs::backlog).toList();
    }

    /**
     * For a ledger whose machine is gone for good; where it is not, its next report brings the backlog back.
     *
     * @param side the one that lacks what is discarded; null for both
     */
    @Transactional
    public List<Backlog> discard(
            Actor actor, EnvironmentScope scope, String route, String ledger, String side, String reason) {
        String why = requireReason(reason);
        List<Backlog> discarded = ofRoute(scope, route).stream()
                .filter(each -> each.ledger().equals(ledger)
                        && (side == null || each.side().equals(side)))
                .toList();
        if (discarded.isEmpty()) {
            throw Problem.notFound("backlog of " + route + " in ledger " + ledger);
        }
        discarded.forEach(backlog -> {
            delete(scope, route, backlog);
            listenAgain(scope, backlog.instance());
            audit.record(
                    actor, scope.project(), scope.key(), AuditAction.BACKLOG_DISCARDED, route, details(backlog, why));
        });
        return discarded;
    }

    private void delete(EnvironmentScope scope, String route, Backlog backlog) {
        database.createNativeQuery("""
                        delete from backlog where environment_id = :environment and route_key = :route
                          and ledger = :ledger and side = :side""")
                .setParameter("environment", scope.id())
                .setParameter("route", route)
                .setParameter("ledger", backlog.ledger())
                .setParameter("side", backlog.side())
                .executeUpdate();
    }

    /** What an instance repeats is not looked at twice; now it must be. */
    private void listenAgain(EnvironmentScope scope, String instance) {
        database.createNativeQuery(
                        "update instance_report set hash = '' where environment_id = :environment and instance_id = :instance")
                .setParameter("environment", scope.id())
                .setParameter("instance", instance)
                .executeUpdate();
    }

    private static String requireReason(String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.badField(
                    "reason",
                    "To discard a backlog needs a reason of at most " + LONGEST_REASON + " characters.",
                    "Say how the writes were made up for, or why they are not needed.");
        }
        return reason.strip();
    }

    private static Map<String, Object> details(Backlog backlog, String reason) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("ledger", backlog.ledger());
        details.put("side", backlog.side());
        details.put("entries", backlog.entries());
        details.put("lost", backlog.lost());
        details.put("reason", reason);
        return details;
    }

    private static Backlog backlog(Tuple row) {
        Map<String, Long> reasons = new TreeMap<>();
        RulesetJson.read(row.get("reasons", String.class), Map.class)
                .forEach((reason, count) -> reasons.put((String) reason, ((Number) count).longValue()));
        return BacklogBuilder.builder()
                .ledger(row.get("ledger", String.class))
                .side(row.get("side", String.class))
                .instance(row.get("instance_id", String.class))
                .application(row.get("application", String.class))
                .host(row.get("host", String.class))
                .entries(row.get("entries", Long.class))
                .oldest(row.get("oldest", Instant.class))
                .lost(row.get("lost", Long.class))
                .reasons(reasons)
                .reportedAt(row.get("reported_at", Instant.class))
                .build();
    }
}
