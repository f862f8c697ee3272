package dev.banyan.server.web.overview;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.stream.Collectors;

/** The pieces of the overview that change while it is open. */
public final class OverviewParts {
    private OverviewParts() {}

    @CheckedTemplate(basePath = "web/overview", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        public static native TemplateInstance summary(SummaryView summary);

        static native TemplateInstance rollBackAll(SummaryView summary);

        static native TemplateInstance routeRow(RouteRow row);
    }

    /** How much is left, and the way back for all of it. */
    public static String summary(SummaryView summary) {
        return Templates.summary(summary).render()
                + Templates.rollBackAll(summary).render();
    }

    public static String rows(List<RouteRow> rows) {
        return rows.stream().map(row -> Templates.routeRow(row).render()).collect(Collectors.joining());
    }
}
