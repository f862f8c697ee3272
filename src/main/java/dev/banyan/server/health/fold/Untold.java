package dev.banyan.server.health.fold;

import dev.banyan.server.health.figures.OutcomeBlock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** The table of environments with outcomes that were folded, but not seen by everybody who wanted to hear of them. */
final class Untold {
    /** Since the first of them. */
    private static final String NOTE = "insert into outcome_untold (environment_id, reason)"
            + " select id, ? from environment where id = ? on conflict (environment_id) do nothing";

    private static final String TOLD = "delete from outcome_untold where environment_id = any (?)";

    private Untold() {}

    static void note(Connection connection, long environmentId, String reason) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement(NOTE)) {
            row.setString(1, reason);
            row.setLong(2, environmentId);
            row.executeUpdate();
        }
    }

    /** After all was told: what somebody could not look at goes on being untold, the rest is seen. */
    static void keep(Connection connection, OutcomesFolded told) throws SQLException {
        Map<Long, String> missed = told.missed();
        Collection<Long> seen = told.blocks().stream()
                .map(OutcomeBlock::environmentId)
                .distinct()
                .filter(environment -> !missed.containsKey(environment))
                .toList();
        try (PreparedStatement rows = connection.prepareStatement(TOLD)) {
            rows.setArray(1, connection.createArrayOf("bigint", seen.toArray()));
            rows.executeUpdate();
        }
        for (Map.Entry<Long, String> each : missed.entrySet()) {
            note(connection, each.getKey(), each.getValue());
        }
    }
}
