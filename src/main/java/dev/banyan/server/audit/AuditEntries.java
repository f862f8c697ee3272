package dev.banyan.server.audit;

import dev.banyan.server.database.LockPatience;
import dev.banyan.server.database.Rows;
import dev.banyan.server.problem.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

@ApplicationScoped
class AuditEntries implements PanacheRepositoryBase<AuditEntryEntity, Long> {
    private final LockPatience patience;

    AuditEntries(LockPatience patience) {
        this.patience = patience;
    }

    /** Whoever holds the head writes the next entry; everybody else waits. That is what makes the sequence gap-free. */
    AuditHead lockHead() {
        return head(Rows.query(getEntityManager(), "select sequence, hash from audit_head for update")
                .setHint(LockPatience.HINT, patience.left()));
    }

    AuditHead head() {
        return head(Rows.query(getEntityManager(), "select sequence, hash from audit_head"));
    }

    private static AuditHead head(TypedQuery<Tuple> query) {
        Tuple row = query.getSingleResult();
        return new AuditHead(row.get("sequence", Long.class), row.get("hash", String.class));
    }

    void append(AuditEntryEntity entry) {
        getEntityManager()
                .createNativeQuery("update audit_head set sequence = :sequence, hash = :hash")
                .setParameter("sequence", entry.sequence)
                .setParameter("hash", entry.hash)
                .executeUpdate();
        persistAndFlush(entry);
    }

    List<AuditEntryEntity> inProject(String project, AuditFilter filter, PageRequest page) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        and(conditions, values, "project = :project", "project", project);
        and(conditions, values, "environment = :environment", "environment", filter.environment());
        and(conditions, values, "actor = :actor", "actor", filter.actor());
        and(conditions, values, "action = :action", "action", filter.action());
        and(conditions, values, "subject = :subject", "subject", filter.subject());
        and(conditions, values, "at >= :from", "from", filter.from());
        and(conditions, values, "at < :until", "until", filter.until());
        page.afterNumber().ifPresent(after -> and(conditions, values, "sequence < :after", "after", after));
        return find(String.join(" and ", conditions) + " order by sequence desc", values)
                .range(0, page.fetch() - 1)
                .list();
    }

    List<String> actions(String project) {
        return getEntityManager()
                .createQuery(
                        "select distinct action from AuditEntryEntity where project = ?1 order by action", String.class)
                .setParameter(1, project)
                .getResultList();
    }

    private static void and(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    List<AuditEntryEntity> after(long sequence, long upTo, int count) {
        return find("sequence > ?1 and sequence <= ?2 order by sequence", sequence, upTo)
                .range(0, count - 1)
                .list();
    }

    void forget() {
        getEntityManager().clear();
    }
}
