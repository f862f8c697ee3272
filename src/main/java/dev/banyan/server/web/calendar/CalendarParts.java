package dev.banyan.server.web.calendar;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pieces of the page of a calendar. */
final class CalendarParts {
    private CalendarParts() {}

    @CheckedTemplate(basePath = "web/calendar", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance calendarWeek(CalendarBoard board);

        static native TemplateInstance calendarSet(CalendarBoard board);

        static native TemplateInstance calendarForm(CalendarForm form);
    }

    static String calendar(CalendarBoard board, CalendarForm form) {
        return Templates.calendarWeek(board).render()
                + Templates.calendarSet(board).render()
                + Templates.calendarForm(form).render();
    }
}
