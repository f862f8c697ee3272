package dev.banyan.server.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.stream.Collectors;

/** The pieces of pages that change while a page is open. The same piece renders the first page, live updates and answers to forms. */
final class Parts {
    private Parts() {}

    @CheckedTemplate(basePath = "web/part", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static class Templates {
        private Templates() {}

        static native TemplateInstance notice(Notice notice);

        static native TemplateInstance signInAgain(SignInView view);

        static native TemplateInstance signedIn(String userName, String csrf);

        static native TemplateInstance bell(BellView bell);

        static native TemplateInstance confirmation(Confirmation confirmation);

        static native TemplateInstance rollBackAll(SummaryView summary);

        static native TemplateInstance summary(SummaryView summary);

        static native TemplateInstance routeRow(RouteRow row);

        static native TemplateInstance flag(FlagView flag);

        static native TemplateInstance actions(FlagView flag);

        static native TemplateInstance safetyCard(FlagView flag);

        static native TemplateInstance rollout(RolloutForm form);

        static native TemplateInstance settings(SettingsForm form);

        static native TemplateInstance planCard(PlanBoard board);

        static native TemplateInstance planBoard(PlanBoard board);

        static native TemplateInstance planMembers(PlanBoard board);

        static native TemplateInstance planEvents(PlanBoard board);

        static native TemplateInstance planList(PlansView.Listing list);

        static native TemplateInstance planForm(PlanForm form);

        static native TemplateInstance guardrailBoard(GuardrailBoard board);

        static native TemplateInstance guardrailForm(GuardrailForm form);

        static native TemplateInstance calendarWeek(CalendarBoard board);

        static native TemplateInstance calendarSet(CalendarBoard board);

        static native TemplateInstance calendarForm(CalendarForm form);

        static native TemplateInstance preview(PreviewView preview);

        static native TemplateInstance traffic(TrafficView traffic);

        static native TemplateInstance instances(InstancesView view);

        static native TemplateInstance convergence(ConvergenceView convergence);

        static native TemplateInstance arrival(ConvergenceView convergence);

        static native TemplateInstance guard(GuardView guard);

        static native TemplateInstance drill(DrillView drill);

        static native TemplateInstance history(HistoryView history);

        static native TemplateInstance comparison(ComparisonView comparison);

        static native TemplateInstance local(LocalView local);

        static native TemplateInstance backlog(BacklogView backlog);

        static native TemplateInstance code(CodeView code);

        static native TemplateInstance drift(DriftView drift);

        static native TemplateInstance outage(OutageBand band);

        static native TemplateInstance outageBoard(OutageBoard board);
    }

    static String notice(Notice notice) {
        return Templates.notice(notice).render();
    }

    /** For a page that is open: the sign-in form on top of it. */
    static String signInAgain(SignInView view) {
        return Templates.signInAgain(view).render();
    }

    /** For its scripts: who is signed in now. */
    static String signedIn(String userName, String csrf) {
        return Templates.signedIn(userName, csrf).render();
    }

    /** How many notices the viewer has not read. */
    static String bell(BellView bell) {
        return Templates.bell(bell).render();
    }

    /** What is asked before it is done; null closes it. */
    static String confirmation(Confirmation confirmation) {
        return Templates.confirmation(confirmation).render();
    }

    /** How much is left, and the way back for all of it. */
    static String summary(SummaryView summary) {
        return Templates.summary(summary).render()
                + Templates.rollBackAll(summary).render();
    }

    static String rows(List<RouteRow> rows) {
        return rows.stream().map(row -> Templates.routeRow(row).render()).collect(Collectors.joining());
    }

    /** What depends on the flag: its stages, the actions that it allows, and what a rollback would cost. */
    static String flag(FlagView flag) {
        return Templates.flag(flag).render()
                + Templates.actions(flag).render()
                + Templates.safetyCard(flag).render();
    }

    static String plan(PlanBoard board) {
        return Templates.planCard(board).render()
                + Templates.planBoard(board).render()
                + Templates.planMembers(board).render()
                + Templates.planEvents(board).render();
    }

    static String planList(PlansView.Listing list) {
        return Templates.planList(list).render();
    }

    static String planForm(PlanForm form) {
        return Templates.planForm(form).render();
    }

    static String guardrails(GuardrailBoard board, GuardrailForm form) {
        return Templates.guardrailBoard(board).render()
                + Templates.guardrailForm(form).render();
    }

    static String calendar(CalendarBoard board, CalendarForm form) {
        return Templates.calendarWeek(board).render()
                + Templates.calendarSet(board).render()
                + Templates.calendarForm(form).render();
    }

    static String rollout(RolloutForm form) {
        return Templates.rollout(form).render();
    }

    static String settings(SettingsForm form) {
        return Templates.settings(form).render();
    }

    static String preview(PreviewView preview) {
        return Templates.preview(preview).render();
    }

    static String traffic(TrafficView traffic) {
        return Templates.traffic(traffic).render();
    }

    /** Who is there, and how far the newest change and the last drill have come. */
    static String instances(RoutePicture picture) {
        return Templates.instances(picture.instances()).render()
                + arrival(picture.instances().convergence())
                + Templates.drill(picture.drill()).render();
    }

    static String arrival(ConvergenceView convergence) {
        return Templates.arrival(convergence).render();
    }

    /** What services report about a route beyond its traffic. */
    static String reports(ReportsView reports) {
        return Templates.comparison(reports.comparison()).render()
                + Templates.local(reports.local()).render()
                + Templates.backlog(reports.backlog()).render()
                + Templates.code(reports.code()).render();
    }

    /** How the route stands with its guardrails. */
    static String guard(GuardView guard) {
        return Templates.guard(guard).render();
    }

    static String drift(DriftView drift) {
        return Templates.drift(drift).render();
    }

    /** The band above every page; empty, which takes it away, when there is no outage. */
    static String outage(OutageBand band) {
        return Templates.outage(band).render();
    }

    static String outageBoard(OutageBoard board) {
        return Templates.outageBoard(board).render();
    }

    static String history(HistoryView history) {
        return Templates.history(history).render();
    }
}
