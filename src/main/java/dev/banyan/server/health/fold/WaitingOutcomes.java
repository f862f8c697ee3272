package dev.banyan.server.health.fold;

import dev.banyan.server.health.figures.OutcomeSum;
import dev.banyan.server.health.figures.RouteFigures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes batches out of what waits to be folded: of each environment a bounded part at once. Used by one transaction. */
final class WaitingOutcomes {
    /** Places of one environment, routes times seconds: each is a row to be written in every grain. */
    static final int MOST_PLACES_OF_ONE = 20_000;

    /** All are held in memory. */
    private static final int MOST_PLACES = 50_000;

    private static final int MOST_CHARACTERS = 8_000_000;

    private final OutcomeSum sum = new OutcomeSum();
    private final List<Long> taken = new ArrayList<>();
    private final Map<WaitingBatch, RuntimeException> unreadable = new LinkedHashMap<>();
    private long environment;
    private int placesBefore;
    private int characters;
    private boolean more;

    static WaitingOutcomes take(Connection connection, FoldPart part) throws SQLException {
        WaitingOutcomes waiting = new WaitingOutcomes();
        part.read(connection, waiting::take);
        return waiting;
    }

    OutcomeSum sum() {
        return sum;
    }

    /** The batches that are in the sum, and those that cannot be read. */
    List<Long> taken() {
        return taken;
    }

    /** With the reasons. */
    Map<WaitingBatch, RuntimeException> unreadable() {
        return unreadable;
    }

    /** Whether some was left for the next time. */
    boolean more() {
        return more;
    }

    /** The last environment of which something was taken: the others come first the next time. */
    long last() {
        return environment;
    }

    private boolean take(WaitingBatch batch) {
        if (batch.environmentId() != environment) {
            if (sum.size() >= MOST_PLACES || characters >= MOST_CHARACTERS) {
                more = true;
                return false;
            }
            environment = batch.environmentId();
            placesBefore = sum.size();
        }
        if (sum.size() - placesBefore >= MOST_PLACES_OF_ONE) {
            more = true;
            return true;
        }
        add(batch);
        return true;
    }

    private void add(WaitingBatch batch) {
        taken.add(batch.id());
        characters += batch.figures().length();
        Map<String, RouteFigures> routes;
        try {
            routes = batch.routes();
        } catch (RuntimeException failed) {
            unreadable.put(batch, failed);
            return;
        }
        sum.add(batch.environmentId(), batch.window(), routes);
    }
}
