package dev.banyan.server.web.frame;

import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import java.util.List;

/**
 * The page instead of a page while the database cannot be reached.
 *
 * @param board of the environment that was asked for, or null
 * @param environments where to go when none was asked for
 */
public record OutageView(Layout layout, OutageBoard board, List<EnvironmentAddress> environments) {}
