package dev.banyan.server.retirement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * Whether the old path of a route is dead, with the evidence.
 *
 * @param at the moment of the evidence, by the database's clock
 * @param silentDays how long legacy has to be silent
 * @param callSites what can be deleted then; empty when no connected or recent build asks for the route
 */
public record Retirement(
        String route,
        String environment,
        Instant at,
        int silentDays,
        List<Condition> conditions,
        List<CallSite> callSites) {

    public Retirement {
        conditions = List.copyOf(conditions);
        callSites = List.copyOf(callSites);
    }

    @JsonProperty
    public boolean proven() {
        return conditions.stream().allMatch(Condition::met);
    }
}
