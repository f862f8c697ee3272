package dev.banyan.server.environment;

import dev.banyan.server.database.OneColumn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/** Tells all replicas, with the commit and only then, that an environment has a new ruleset. */
@ApplicationScoped
public class ChangeNotices {
    /** PostgreSQL's notification channel; the payload is {@code environment id:revision}. */
    public static final String CHANNEL = "banyan_change";

    private final EntityManager database;

    ChangeNotices(EntityManager database) {
        this.database = database;
    }

    void send(EnvironmentScope scope, long revision) {
        OneColumn.query(database, "select cast(pg_notify(:channel, :payload) as text) as sent", "sent", String.class)
                .setParameter("channel", CHANNEL)
                .setParameter("payload", scope.id() + ":" + revision)
                .getSingleResult();
    }
}
