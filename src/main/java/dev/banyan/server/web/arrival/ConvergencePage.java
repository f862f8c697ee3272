package dev.banyan.server.web.arrival;

import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Moment;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * All that the page of one change's arrival shows.
 *
 * @param change what was done: "Rolled back orders.get"; null for revision 0
 * @param at when it was made, or null
 * @param newest whether it is the environment's newest revision
 * @param refused SDK keys of the environment to whose holders something was refused lately
 */
@RecordBuilder
public record ConvergencePage(
        Layout layout,
        EnvironmentAddress address,
        ConvergenceView convergence,
        String change,
        String by,
        String reason,
        Moment at,
        boolean newest,
        List<RefusedKey> refused) {

    /** Says it to whoever looks after the services with this key. */
    public record RefusedKey(String name, String hint, String requests, String last, Moment at) {}

    public String live() {
        return address.convergenceLive(convergence.revision());
    }
}
