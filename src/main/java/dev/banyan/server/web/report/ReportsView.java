package dev.banyan.server.web.report;

/** What services report about a route beyond its traffic. */
public record ReportsView(ComparisonView comparison, LocalView local, BacklogView backlog, CodeView code) {

    public static final ReportsView NONE =
            new ReportsView(ComparisonView.NONE, LocalView.NONE, BacklogView.NONE, CodeView.NONE);
}
