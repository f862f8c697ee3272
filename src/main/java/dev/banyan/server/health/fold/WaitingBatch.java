package dev.banyan.server.health.fold;

import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.health.figures.RouteFigures;
import dev.banyan.server.health.figures.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A batch of outcomes that waits to be folded, as it is stored. */
public record WaitingBatch(long id, long environmentId, Instant endedAt, Duration length, String figures) {
    static final String COLUMNS = "id, environment_id, ended_at, millis, figures";

    /** What {@link #figures} holds. */
    public record Figures(Map<String, RouteFigures> routes) {}

    static WaitingBatch of(ResultSet row) throws SQLException {
        return new WaitingBatch(
                row.getLong("id"),
                row.getLong("environment_id"),
                row.getTimestamp("ended_at").toInstant(),
                Duration.ofMillis(row.getLong("millis")),
                row.getString("figures"));
    }

    Window window() {
        return new Window(endedAt, length);
    }

    /** @throws RuntimeException when it cannot be read */
    Map<String, RouteFigures> routes() {
        return Map.copyOf(RulesetJson.read(figures, Figures.class).routes());
    }
}
