package dev.banyan.server.web;

import java.time.Duration;
import java.util.List;

/**
 * The proof that a change has arrived.
 *
 * @param took from the change to the last instance's confirmation, or null while some are missing
 * @param since how long ago the change was made
 * @param missing names of connected instances that have not confirmed
 * @param refused names of instances that could not read it and keep the one before
 */
public record ConvergenceView(
        long revision,
        int applied,
        int connected,
        Duration took,
        Duration since,
        List<String> missing,
        List<String> refused) {

    public boolean nobody() {
        return connected == 0;
    }

    public boolean complete() {
        return connected > 0 && applied == connected;
    }

    public String sentence() {
        if (nobody()) {
            return "No instance is connected";
        }
        String counted = "Applied on " + applied + " of " + Figures.count(connected, "instance", "instances");
        if (complete()) {
            return took == null ? counted : counted + " in " + Figures.span(took);
        }
        return counted + " after " + Figures.span(since);
    }

    public String css() {
        return nobody() ? "nobody" : complete() ? "complete" : refused.isEmpty() ? "waiting" : "refused";
    }

    public String icon() {
        return complete() ? "check" : nobody() ? "dot" : refused.isEmpty() ? "clock" : "alert";
    }
}
