package dev.banyan.server.web.frame;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.kit.Ask;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What can be done in an environment while the database cannot be reached, and what was done already. All of it from memory.
 *
 * @param allBack whether every route is held back already
 * @param taken the oldest first
 */
public record OutageBoard(
        EnvironmentAddress address, Permit permit, boolean allBack, List<Taken> taken, List<Route> routes) {

    /**
     * A rollback that is in force and not recorded yet.
     *
     * @param what as a sentence: "Rolled back every route"
     * @param reach where it is in force: "Confirmed by 3 instances here; 2 of 2 other replicas have it too"
     * @param onDisk whether it survives a restart of this replica
     */
    @RecordBuilder
    public record Taken(String what, boolean isolation, String actor, Moment at, String reach, boolean onDisk) {}

    /**
     * @param standing where the route stands: "25 % at Live, the rest at Shadow"
     * @param started whether anybody can be on the new side at all
     * @param back whether it is held back already
     * @param isolated whether no call reaches the new side any more
     */
    @RecordBuilder
    public record Route(
            RouteAddress address,
            String method,
            String path,
            String standing,
            boolean started,
            boolean back,
            boolean isolated) {}

    public Ask rollBackAll() {
        long going = routes.stream()
                .filter(route -> route.started() && !route.back())
                .count();
        return Ask.rollBackAll(
                address,
                List.of(
                        Figures.count(going, "route goes", "routes go") + " back to legacy, at once.",
                        "All routes stay back until somebody resumes them."),
                permit);
    }

    /** Without figures, which are not at hand. */
    public Ask isolation(Route route) {
        return Ask.isolate("isolate-" + route.address().key(), route.address(), "Legacy answers everyone.", permit);
    }

    /** Whether a rollback of everything would change anything. */
    public boolean moved() {
        return routes.stream().anyMatch(route -> route.started() && !route.back());
    }

    public boolean none() {
        return routes.isEmpty();
    }
}
