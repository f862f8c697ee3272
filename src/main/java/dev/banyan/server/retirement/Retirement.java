package dev.banyan.server.retirement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;

/**
 * Whether the old path of a route is dead, with the evidence.
 *
 * @param at the moment of the evidence, by the database's clock
 * @param silentDays how long legacy has to be silent
 * @param builds that have asked for the route within that time, and when each called legacy last
 * @param callSites what can be deleted then; empty when no connected or recent build asks for the route
 */
@RecordBuilder
public record Retirement(
        String route,
        String environment,
        Instant at,
        int silentDays,
        List<Condition> conditions,
        List<AskingBuild> builds,
        List<CallSite> callSites) {

    public Retirement {
        conditions = List.copyOf(conditions);
        builds = List.copyOf(builds);
        callSites = List.copyOf(callSites);
    }

    /** Null when not everybody is there. */
    @JsonIgnore
    public Instant completeSince() {
        return conditions.stream()
                .filter(each -> each.name() == Condition.Name.LAST_STAGE)
                .map(Condition::since)
                .findFirst()
                .orElse(null);
    }

    @JsonProperty
    public boolean proven() {
        return conditions.stream().allMatch(Condition::met);
    }
}
