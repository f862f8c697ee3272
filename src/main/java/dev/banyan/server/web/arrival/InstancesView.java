package dev.banyan.server.web.arrival;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.kit.Moment;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The running services that ask this environment for decisions, and how far each has come.
 *
 * @param more how many are left out; those that need a look come first
 */
public record InstancesView(ConvergenceView convergence, List<InstanceRow> instances, int more) {

    /**
     * One process.
     *
     * @param revision the newest that it confirmed, or -1
     * @param behind how many revisions it lacks
     * @param refusal why it refused the newest ruleset, or null
     * @param local what holds on it alone, or null
     */
    @RecordBuilder
    public record InstanceRow(
            String id,
            String application,
            String version,
            String host,
            String sdk,
            long revision,
            long behind,
            Connection connection,
            String refusal,
            Moment lastSeen,
            String local) {

        public String state() {
            if (refusal != null) {
                return "Refused";
            }
            return switch (connection) {
                case STREAMING -> behind == 0 ? "Up to date" : "Behind by " + behind;
                case POLLING -> behind == 0 ? "Up to date, polling" : "Behind by " + behind + ", polling";
                case GONE -> "Not connected";
            };
        }

        public String css() {
            if (refusal != null) {
                return "refused";
            }
            return connection == Connection.GONE ? "gone" : behind == 0 ? "current" : "behind";
        }

        public String icon() {
            return switch (css()) {
                case "current" -> "check";
                case "behind" -> "clock";
                case "refused" -> "alert";
                default -> "dot";
            };
        }

        /** Enough of a generated name to tell instances apart. */
        public String shortId() {
            return id.length() > 20 ? id.substring(0, 8) + "…" : id;
        }

        public String revisionText() {
            return revision < 0 ? "none yet" : Figures.count(revision);
        }
    }

    /** How an instance hears of changes. */
    public enum Connection {
        STREAMING,
        POLLING,
        GONE
    }

    public String moreText() {
        return more == 0 ? null : "And " + Figures.count(more, "instance", "instances") + " more.";
    }

    public boolean none() {
        return instances.isEmpty();
    }
}
