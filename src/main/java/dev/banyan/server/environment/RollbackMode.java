package dev.banyan.server.environment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.banyan.evaluation.EnvironmentRollback;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import java.util.Locale;

/** How far a rollback goes. */
public enum RollbackMode {
    /** The legacy side is authoritative again; where the route can, the new side is kept in step. */
    ROLLBACK,
    /** No call reaches the new side any more; it will need a backfill before it can be used again. */
    ISOLATE;

    /** The highest stage that a route of that kind may be at while such a rollback holds: of one route as of a whole environment. */
    public Stage cap(RouteKind kind) {
        return EnvironmentRollback.valueOf(name()).cap(kind);
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static RollbackMode parse(String key) {
        return key == null ? null : valueOf(key.toUpperCase(Locale.ROOT));
    }
}
