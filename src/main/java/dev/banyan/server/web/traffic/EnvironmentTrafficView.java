package dev.banyan.server.web.traffic;

import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import java.util.List;

/**
 * What all routes of an environment did together over a span that the reader chooses, and each of them.
 *
 * @param routes those that were asked for, the busiest first
 * @param quiet how many were not, in words; null for none
 */
public record EnvironmentTrafficView(
        Layout layout, EnvironmentAddress address, PastTraffic traffic, List<Line> routes, String quiet) {

    /**
     * One route.
     *
     * @param href its own traffic over the same span
     */
    public record Line(String key, String href, SplitView split, Sparkline share) {}
}
