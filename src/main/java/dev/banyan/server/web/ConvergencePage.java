package dev.banyan.server.web;

/**
 * All that the page of one change's arrival shows.
 *
 * @param change what was done: "Rolled back orders.get"; null for revision 0
 * @param at when it was made, or null
 * @param newest whether it is the environment's newest revision
 */
public record ConvergencePage(
        Layout layout,
        EnvironmentAddress address,
        ConvergenceView convergence,
        String change,
        String by,
        String reason,
        Moment at,
        boolean newest) {

    public String live() {
        return address.convergenceLive(convergence.revision());
    }
}
