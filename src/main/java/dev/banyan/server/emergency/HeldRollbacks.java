package dev.banyan.server.emergency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.banyan.server.cache.DiskCache;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What is in force here and not committed yet: in memory, on this replica's disk, and through {@link LiveRulesets} at the instances.
 * Thread-safe.
 *
 * <p>A crash after the disk was written: held again at the next start. A disk that fails: held in memory only, and the sender is told. A
 * crash between commit and removal: held again, and found settled at the next try.
 */
@ApplicationScoped
class HeldRollbacks {
    /** Far more than there are buttons to press during an outage. */
    static final int MOST = 1_000;

    private static final Logger LOG = Logger.getLogger(HeldRollbacks.class);
    private static final String ENTRY = "emergencies";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final DiskCache disk;
    private final LiveRulesets rulesets;
    private final Map<UUID, HeldRollback> held = new LinkedHashMap<>();
    private boolean onDisk = true;

    HeldRollbacks(DiskCache disk, LiveRulesets rulesets) {
        this.disk = disk;
        this.rulesets = rulesets;
    }

    static String write(HeldRollback rollback) {
        try {
            return JSON.writeValueAsString(rollback);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IOException also when something that it needs is missing */
    static HeldRollback read(byte[] json) throws IOException {
        return JSON.readValue(json, HeldRollback.class);
    }

    /** Before anything is served: an instance that connects first must not get the ruleset without them. */
    synchronized void restore(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        disk.read(ENTRY).ifPresent(this::restore);
        held.values().forEach(this::putInForce);
    }

    private void restore(byte[] json) {
        try {
            for (HeldRollback rollback : JSON.readValue(json, HeldRollback[].class)) {
                held.put(rollback.id(), rollback);
            }
        } catch (IOException damaged) {
            LOG.errorf("Rollbacks of an outage may be lost, their file cannot be read: %s", damaged.getMessage());
        }
    }

    /** In force when this returns, whether or not the disk takes it. */
    synchronized void add(HeldRollback rollback) {
        held.put(rollback.id(), rollback);
        save();
        putInForce(rollback);
    }

    synchronized void remove(UUID id) {
        if (held.remove(id) != null) {
            save();
        }
    }

    private void save() {
        onDisk = disk.write(ENTRY, content());
    }

    /** Whether what is held survives a restart of this replica. */
    synchronized boolean onDisk() {
        return onDisk;
    }

    /** The one that does already what this one would. */
    synchronized Optional<HeldRollback> covering(HeldRollback wanted) {
        return held.values().stream().filter(it -> it.covers(wanted)).findFirst();
    }

    synchronized boolean has(UUID id) {
        return held.containsKey(id);
    }

    synchronized boolean full() {
        return held.size() >= MOST;
    }

    /** In the order in which they were taken. */
    synchronized List<HeldRollback> all() {
        List<HeldRollback> all = new ArrayList<>(held.values());
        all.sort(Comparator.comparing(HeldRollback::takenAt));
        return all;
    }

    private void putInForce(HeldRollback rollback) {
        rulesets.hold(rollback.environment().id(), rollback.inForce());
    }

    private byte[] content() {
        try {
            return JSON.writeValueAsBytes(held.values());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
