package dev.banyan.server.web.calendar;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.plan.Calendars;
import dev.banyan.server.plan.calendar.CalendarSpec;
import dev.banyan.server.plan.calendar.CalendarView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Reads a calendar and what it makes of the coming week. */
@ApplicationScoped
class CalendarReader {
    private final Calendars calendars;

    CalendarReader(Calendars calendars) {
        this.calendars = calendars;
    }

    /** @param scope null for the calendar of the whole project */
    CalendarView read(String project, EnvironmentScope scope) {
        return scope == null ? calendars.ofProject(project) : calendars.ofEnvironment(scope);
    }

    /** What the form begins with: an environment that has none of its own goes by the project's clock. */
    CalendarEntry entry(String project, EnvironmentScope scope) {
        CalendarSpec ours = read(project, scope).calendar();
        return CalendarEntry.of(
                new CalendarSpec(zone(project, scope), ours.workingHours(), ours.freezes(), ours.recurring()));
    }

    /** As it is set. */
    CalendarBoard board(String project, EnvironmentScope scope) {
        CalendarSpec ours = read(project, scope).calendar();
        CalendarSpec clocked =
                new CalendarSpec(zone(project, scope), ours.workingHours(), ours.freezes(), ours.recurring());
        return board(project, scope, clocked, false);
    }

    /** As it would be, with what is set for the rest. */
    CalendarBoard tried(String project, EnvironmentScope scope, CalendarSpec wanted) {
        return board(project, scope, wanted, true);
    }

    private CalendarBoard board(String project, EnvironmentScope scope, CalendarSpec ours, boolean tried) {
        return CalendarWords.board(
                scope == null ? calendars.week(ours) : calendars.week(scope, ours), tried, set(project, scope));
    }

    private List<String> set(String project, EnvironmentScope scope) {
        List<String> whole = CalendarSentences.of(calendars.ofProject(project).calendar(), "project");
        return scope == null
                ? whole
                : Stream.concat(
                                CalendarSentences.of(
                                        calendars.ofEnvironment(scope).calendar(), "environment")
                                        .stream(),
                                whole.stream())
                        .toList();
    }

    private String zone(String project, EnvironmentScope scope) {
        CalendarView ours = read(project, scope);
        return (ours.version() > 0 ? ours : calendars.ofProject(project))
                .calendar()
                .timeZone();
    }
}
