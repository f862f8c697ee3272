package dev.banyan.server.delivery.instance;

import dev.banyan.server.environment.EpochBegan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;

/** Acknowledgements name revisions only: those of another epoch would prove that a later revision of the same number has arrived. */
@ApplicationScoped
class EpochCleanup {
    private final EntityManager database;

    EpochCleanup(EntityManager database) {
        this.database = database;
    }

    void forgetAcknowledgements(@Observes EpochBegan began) {
        database.createNativeQuery("delete from applied where environment_id = :environment")
                .setParameter("environment", began.scope().id())
                .executeUpdate();
    }
}
