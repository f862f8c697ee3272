package dev.banyan.server.catalog;

import java.time.Instant;

public record ProjectView(String key, String name, Instant createdAt) {
    static ProjectView of(ProjectEntity entity) {
        return new ProjectView(entity.key, entity.name, entity.createdAt);
    }
}
