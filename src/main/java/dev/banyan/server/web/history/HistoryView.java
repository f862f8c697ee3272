package dev.banyan.server.web.history;

import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * Who changed the route, when and why; the newest first.
 *
 * @param older where the rest is, or null
 */
public record HistoryView(RouteAddress address, Permit permit, List<Change> changes, String older) {

    /**
     * One change.
     *
     * @param summary what changed: "10 % → 25 % at Complete"
     * @param reason why, or null when none was given
     * @param restores what "Restore" would bring back: "25 % at Complete"; null when it is how things stand, or the change set nothing
     */
    @RecordBuilder
    public record Change(
            long revision, Kind kind, String actor, Moment at, String summary, String reason, String restores) {

        public boolean restorable() {
            return restores != null;
        }
    }

    /** What sort of change it was; chooses the icon. */
    public enum Kind {
        WIDENED,
        NARROWED,
        ROLLED_BACK,
        ISOLATED,
        RESUMED,
        REVERTED,
        DRILLED,
        OTHER;

        public String css() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        public String icon() {
            return switch (this) {
                case WIDENED -> "forward";
                case NARROWED, REVERTED -> "back";
                case ROLLED_BACK -> "rollback";
                case ISOLATED -> "isolate";
                case RESUMED -> "resume";
                case DRILLED -> "drill";
                case OTHER -> "dot";
            };
        }
    }

    public boolean none() {
        return changes.isEmpty();
    }
}
