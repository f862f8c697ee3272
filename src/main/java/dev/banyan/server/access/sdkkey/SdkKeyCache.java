package dev.banyan.server.access.sdkkey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.banyan.server.cache.DiskCache;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.UncheckedIOException;

/** Keeps the directory of SDK keys on disk, for a start without the database. A key that was revoked goes with the next write. */
@ApplicationScoped
class SdkKeyCache {
    private static final String ENTRY = "sdk-keys";

    private final DiskCache disk;
    private final SdkKeyDirectory directory;
    private final ObjectMapper json;

    SdkKeyCache(DiskCache disk, SdkKeyDirectory directory, ObjectMapper json) {
        this.disk = disk;
        this.directory = directory;
        this.json = json;
    }

    void restore(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        disk.read(ENTRY, saved -> json.readValue(saved, SdkKeyDirectory.Saved.class))
                .ifPresent(directory::restore);
    }

    void save() {
        disk.writeSoon(ENTRY, this::saved);
    }

    private byte[] saved() {
        try {
            return json.writeValueAsBytes(directory.saved());
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
