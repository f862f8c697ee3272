package dev.banyan.server.web;

/** What services report about a route beyond its traffic. */
public record ReportsView(ComparisonView comparison, LocalView local, BacklogView backlog, CodeView code) {

    static final ReportsView NONE =
            new ReportsView(ComparisonView.NONE, LocalView.NONE, BacklogView.NONE, CodeView.NONE);
}
