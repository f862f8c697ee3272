package dev.banyan.server.web.calendar;

import dev.banyan.server.web.kit.Layout;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * All that the page of a calendar shows.
 *
 * @param title "Calendar of production"
 * @param others the calendars of the project
 * @param zones to choose from
 */
@RecordBuilder
public record CalendarPage(
        Layout layout,
        String title,
        boolean ofProject,
        List<Link> others,
        CalendarBoard board,
        CalendarForm form,
        List<String> zones) {

    public record Link(String name, String href, boolean current) {}
}
