package dev.banyan.server.catalog;

import java.time.Instant;

public record TeamView(String key, String name, Instant createdAt) {
    static TeamView of(TeamEntity entity) {
        return new TeamView(entity.id.key(), entity.name, entity.createdAt);
    }
}
