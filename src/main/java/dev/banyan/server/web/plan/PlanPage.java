package dev.banyan.server.web.plan;

import dev.banyan.server.web.kit.Layout;
import java.util.List;

/**
 * All that the page of a plan shows.
 *
 * @param title what the page is headed
 * @param crumbs what leads to it
 * @param form null where there is nothing left to edit
 */
public record PlanPage(Layout layout, String title, List<Crumb> crumbs, PlanBoard board, PlanForm form) {

    public record Crumb(String name, String href) {}
}
