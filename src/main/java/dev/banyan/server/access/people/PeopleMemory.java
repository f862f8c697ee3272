package dev.banyan.server.access.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
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
import java.time.Clock;
import org.jboss.logging.Logger;

/** Keeps {@link KnownPeople} in step with the database, and on disk for a replica that starts while it is away. Thread-safe. */
@ApplicationScoped
public class PeopleMemory {
    private static final String ENTRY = "people";
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final KnownPeopleRows rows;
    private final DiskCache disk;
    private final Clock clock;
    private final Recurring recurring = new Recurring(Logger.getLogger(PeopleMemory.class));
    private volatile KnownPeople known = KnownPeople.NOBODY;

    PeopleMemory(KnownPeopleRows rows, DiskCache disk, Clock clock) {
        this.rows = rows;
        this.disk = disk;
        this.clock = clock;
    }

    /** What was known last. The database, where it can be reached, knows better. */
    public KnownPeople known() {
        return known;
    }

    void restore(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        disk.read(ENTRY, json -> new KnownPeople(JSON.readValue(json, KnownPeople.Content.class)))
                .ifPresent(people -> known = people);
    }

    void atStart(@Observes DatabaseReady event) {
        refresh();
    }

    /** A role that was taken away, and a session that was ended on another replica, is known here after so long. */
    @Scheduled(
            every = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void poll() {
        recurring.attempt("Reading people", this::refresh);
    }

    void refresh() {
        QuarkusTransaction.requiringNew().run(() -> {
            String version = rows.version();
            if (!version.equals(known.content().version())) {
                known = rows.read(version, clock.instant());
                disk.writeSoon(ENTRY, this::written);
            }
        });
    }

    private byte[] written() {
        try {
            return JSON.writeValueAsBytes(known.content());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
