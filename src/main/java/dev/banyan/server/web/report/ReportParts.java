package dev.banyan.server.web.report;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pieces that tell what services report beyond their traffic. */
public final class ReportParts {
    private ReportParts() {}

    @CheckedTemplate(basePath = "web/report", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance comparison(ComparisonView comparison);

        static native TemplateInstance local(LocalView local);

        static native TemplateInstance backlog(BacklogView backlog);

        static native TemplateInstance code(CodeView code);

        public static native TemplateInstance drift(DriftView drift);
    }

    /** About one route. */
    public static String reports(ReportsView reports) {
        return Templates.comparison(reports.comparison()).render()
                + Templates.local(reports.local()).render()
                + Templates.backlog(reports.backlog()).render()
                + Templates.code(reports.code()).render();
    }

    /** About routes that only the code or only the catalog knows. */
    public static String drift(DriftView drift) {
        return Templates.drift(drift).render();
    }
}
