package dev.banyan.server.web.overview;

import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.RouteHead;
import dev.banyan.server.web.traffic.SplitView;

/**
 * A route in the list: where it stands and what its traffic does.
 *
 * @param local what holds on some instances only, in a few words, or null
 * @param missing which side lacks how many writes, in a few words, or null
 */
public record RouteRow(FlagPanel flag, SplitView split, String local, String missing) {

    public RouteRow(FlagPanel flag, SplitView split) {
        this(flag, split, null, null);
    }

    public RouteHead head() {
        return flag.head();
    }
}
