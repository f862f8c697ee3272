package dev.banyan.server.guard;

import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.guard.rules.Sight;
import dev.banyan.server.health.fold.Unseen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Remembers for all replicas together whose guard is blind, so that people are told once when it begins and once when it is over. */
@ApplicationScoped
class BlindnessLog {
    private final EntityManager database;
    private final Environments environments;
    private final Event<GuardSight> event;

    BlindnessLog(EntityManager database, Environments environments, Event<GuardSight> event) {
        this.database = database;
        this.environments = environments;
        this.event = event;
    }

    @Transactional
    void note(Unseen.Everywhere unseen) {
        Instant now = unseen.now();
        known().forEach((environment, since) -> {
            if (Sight.seesAgain(unseen.since().get(environment), now)) {
                end(environment, since, now);
            }
        });
        unseen.since().forEach((environment, since) -> {
            if (Sight.isBlind(since, now)) {
                begin(environment, since, now);
            }
        });
    }

    private Map<Long, Instant> known() {
        List<Tuple> rows = Rows.query(database, "select environment_id, since from guard_blindness")
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> row.get("environment_id", Long.class), row -> row.get("since", Instant.class)));
    }

    private void begin(long environment, Instant since, Instant now) {
        int begun = database.createNativeQuery("insert into guard_blindness (environment_id, since)"
                        + " values (:environment, :since) on conflict (environment_id) do nothing")
                .setParameter("environment", environment)
                .setParameter("since", since)
                .executeUpdate();
        if (begun > 0) {
            tell(environment, false, since, now);
        }
    }

    private void end(long environment, Instant since, Instant now) {
        int ended = database.createNativeQuery("delete from guard_blindness where environment_id = :environment")
                .setParameter("environment", environment)
                .executeUpdate();
        if (ended > 0) {
            tell(environment, true, since, now);
        }
    }

    private void tell(long environment, boolean sees, Instant since, Instant now) {
        environments
                .byId(environment)
                .ifPresent(it -> event.fire(GuardSightBuilder.builder()
                        .environmentId(environment)
                        .project(it.scope().project())
                        .environment(it.scope().key())
                        .sees(sees)
                        .since(since)
                        .at(now)
                        .build()));
    }
}
