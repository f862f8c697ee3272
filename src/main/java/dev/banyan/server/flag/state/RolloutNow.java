package dev.banyan.server.flag.state;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.EnvironmentScope;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Set;

/**
 * Where the requests of a route are led to at a moment, every rollback taken into account.
 *
 * @param standing equal for two moments at which the route decides alike
 * @param words "serves 25 % from new"
 * @param stages those that somebody is at
 * @param version the environment's revision that changed the flag last
 * @param revision the environment's revision at that moment
 * @param rolledBack whether a rollback of the route or of the environment is in force
 * @param leadsBack whether a rollback would take anybody back
 */
@RecordBuilder
public record RolloutNow(
        EnvironmentScope scope,
        String route,
        String standing,
        String words,
        Set<Stage> stages,
        long version,
        long revision,
        boolean rolledBack,
        boolean leadsBack) {

    /** Whether anything at all of the new side is asked by this route. */
    public boolean asksNew() {
        return stages.stream().anyMatch(stage -> stage.readsNew() || stage.writesNew());
    }
}
