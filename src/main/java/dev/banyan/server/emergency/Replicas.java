package dev.banyan.server.emergency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.banyan.server.cache.DiskCache;
import dev.banyan.server.database.DatabaseReady;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The equal servers on this database, and the secret that they share: known from the database, remembered in memory and on disk for the
 * time without it. Thread-safe.
 */
@ApplicationScoped
class Replicas {
    private static final String ENTRY = "replicas";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The form on disk. */
    record Known(String secret, List<String> addresses) {

        @Override
        public String toString() {
            return "Known" + addresses;
        }
    }

    private final Recurring recurring = new Recurring(Logger.getLogger(Replicas.class));
    private final ReplicaRows rows;
    private final ReplicaAddress address;
    private final DiskCache disk;
    private volatile Known known = new Known(null, List.of());

    Replicas(ReplicaRows rows, ReplicaAddress address, DiskCache disk) {
        this.rows = rows;
        this.address = address;
        this.disk = disk;
    }

    String self() {
        return address.url();
    }

    /** The addresses of all that were there lately, this one aside. */
    List<String> others() {
        String self = self();
        return known.addresses().stream().filter(url -> !url.equals(self)).toList();
    }

    /** Empty as long as this replica has never seen the database. */
    Optional<ReplicaSignature> signature() {
        return Optional.ofNullable(known.secret()).map(ReplicaSignature::new);
    }

    void restore(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        disk.read(ENTRY, json -> JSON.readValue(json, Known.class)).ifPresent(before -> known = before);
    }

    void join(@Observes DatabaseReady event) {
        refresh();
    }

    /** The first run would come before the server listens. */
    @Scheduled(
            every = "5s",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void stay() {
        recurring.attempt("Keeping the list of replicas", this::refresh);
    }

    private void refresh() {
        Known now = QuarkusTransaction.requiringNew().call(() -> {
            rows.makeSecret();
            rows.seen(self());
            return new Known(rows.secret(), rows.lately());
        });
        if (!now.equals(known)) {
            known = now;
            disk.writeSoon(ENTRY, this::written);
        }
    }

    private byte[] written() {
        try {
            return JSON.writeValueAsBytes(known);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
