package dev.banyan.server.web.preview;

import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.ago;

import dev.banyan.server.access.http.KeptForm;
import dev.banyan.server.web.arrival.SampleArrivals;
import dev.banyan.server.web.calendar.SampleCalendars;
import dev.banyan.server.web.frame.GoOnView;
import dev.banyan.server.web.frame.ProblemPage;
import dev.banyan.server.web.frame.ProblemPageBuilder;
import dev.banyan.server.web.frame.SampleOutages;
import dev.banyan.server.web.frame.SignInView;
import dev.banyan.server.web.guard.SampleDecisions;
import dev.banyan.server.web.guard.SampleGuardrails;
import dev.banyan.server.web.history.AuditView;
import dev.banyan.server.web.history.AuditView.AuditRow;
import dev.banyan.server.web.history.AuditViewAuditRowBuilder;
import dev.banyan.server.web.history.AuditViewBuilder;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Assets;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Layout.Section;
import dev.banyan.server.web.kit.Layout.Viewer;
import dev.banyan.server.web.notice.SampleNotices;
import dev.banyan.server.web.overview.ProjectsView;
import dev.banyan.server.web.overview.SampleOverviews;
import dev.banyan.server.web.plan.SampleGroups;
import dev.banyan.server.web.plan.SamplePlans;
import dev.banyan.server.web.retirement.SampleRetirements;
import dev.banyan.server.web.route.SampleRoutes;
import dev.banyan.server.web.traffic.SamplePastTraffic;
import dev.banyan.server.web.traffic.SampleTraffic;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every page in every state that it knows. */
public final class SamplePages {

    private SamplePages() {}

    /** A page: its template and what fills it. */
    public record Sample(String template, Map<String, ?> data) {}

    static Map<String, Sample> all() {
        Map<String, Sample> all = new LinkedHashMap<>();
        all.put("sign-in", page("frame/sign-in", signIn("", "")));
        all.put("sign-in-refused", page("frame/sign-in", signIn("ana", "User name or password is wrong.")));
        all.put("projects", page("overview/projects", projects()));
        all.put("projects-empty", page("overview/projects", new ProjectsView(bare("Projects"), List.of())));
        SampleOverviews.all().forEach((name, view) -> all.put(name, page("overview/overview", view)));
        SampleRoutes.all().forEach((name, view) -> all.put(name, page("route/route", view)));
        SamplePlans.all().forEach((name, view) -> all.put(name, page("plan/plan", view)));
        SampleGuardrails.all().forEach((name, view) -> all.put(name, page("guard/guardrails", view)));
        SampleCalendars.all().forEach((name, view) -> all.put(name, page("calendar/calendar", view)));
        all.putAll(SampleGroups.all());
        all.putAll(SampleArrivals.all());
        SampleDecisions.all().forEach((name, view) -> all.put(name, page("guard/decision", view)));
        all.putAll(SampleNotices.all());
        all.putAll(SampleRetirements.all());
        all.putAll(SamplePastTraffic.all());
        all.put("sign-in-kept", page("frame/sign-in", kept()));
        all.put("go-on", page("frame/go-on", new GoOnView(bare("Go on"), "/projects/shop", entered())));
        all.put("audit", page("history/audit", audit(auditRows(), "")));
        all.put("audit-empty", page("history/audit", audit(List.of(), "nobody")));
        all.put("not-found", page("frame/problem", notFound()));
        SampleOutages.all().forEach((name, view) -> all.put(name, page("frame/outage", view)));
        all.put("sign-in-outage", page("frame/sign-in", SampleOutages.signIn()));
        return all;
    }

    private static Sample page(String template, Object view) {
        return new Sample("web/" + template, Map.of("view", view));
    }

    private static SignInView signIn(String userName, String error) {
        ActionNotice notice = error.isEmpty() ? null : ActionNotice.refused("Not signed in.", error, null);
        return new SignInView(
                new Layout("Sign in", Assets.FINGERPRINT, null, null, notice), "/", userName, "csrf-token");
    }

    private static SignInView kept() {
        SignInView asked = signIn("ana", "");
        return new SignInView(asked.layout(), asked.next(), asked.userName(), asked.csrf(), entered());
    }

    private static KeptForm entered() {
        return new KeptForm(
                Samples.PRODUCTION.route("orders.get").rollout(),
                List.of(
                        new KeptForm.Field("version", "12"),
                        new KeptForm.Field("cohort", "default"),
                        new KeptForm.Field("percentage", "33.5"),
                        new KeptForm.Field("reason", "Errors are down since the deployment of this morning")));
    }

    private static ProblemPage notFound() {
        return ProblemPageBuilder.builder()
                .layout(bare("Not found"))
                .status(404)
                .title("There is no such route")
                .detail("It may have been removed, or you are not a member of its project.")
                .remedy("Check the address, or ask whoever sent it to you.")
                .id("b7f2-41")
                .build();
    }

    private static Layout bare(String title) {
        return new Layout(title, Assets.FINGERPRINT, new Viewer("ana", "ana", null, "csrf-token"), null, null);
    }

    private static ProjectsView projects() {
        EnvironmentAddress staging = new EnvironmentAddress("shop", "staging");
        return new ProjectsView(
                bare("Projects"),
                List.of(
                        new ProjectsView.ProjectCard(
                                "shop",
                                "Shop",
                                "The monolith of 2014, on its way to services",
                                9,
                                List.of(
                                        new ProjectsView.EnvironmentLine(
                                                PRODUCTION,
                                                "production",
                                                true,
                                                SampleTraffic.split(41_000, 22_000, 12)),
                                        new ProjectsView.EnvironmentLine(
                                                staging, "staging", false, SampleTraffic.split(100, 1_900, 0)))),
                        new ProjectsView.ProjectCard(
                                "billing",
                                "Billing",
                                null,
                                1,
                                List.of(new ProjectsView.EnvironmentLine(
                                        new EnvironmentAddress("billing", "production"),
                                        "production",
                                        true,
                                        SampleTraffic.split(0, 0, 0))))));
    }

    private static AuditView audit(List<AuditRow> rows, String actor) {
        return AuditViewBuilder.builder()
                .layout(Samples.layout("Audit", Section.AUDIT, null))
                .address(PRODUCTION.audit())
                .filter(new AuditView.Filter(
                        actor,
                        "",
                        "",
                        List.of("flag.changed", "flag.rolled-back", "flag.resumed", "user.signed-in"),
                        List.of("production", "staging")))
                .rows(rows)
                .older(rows.isEmpty() ? null : PRODUCTION.audit() + "?after=188")
                .newest(null)
                .build();
    }

    private static List<AuditRow> auditRows() {
        return List.of(
                auditRow(
                        193,
                        34,
                        "tom",
                        "flag.rolled-back",
                        "customers.update",
                        "production",
                        List.of("everyone to Shadow"),
                        false),
                auditRow(
                        192,
                        140,
                        "ana",
                        "flag.changed",
                        "orders.get",
                        "production",
                        List.of("share 10 % → 25 %", "why: Errors steady"),
                        false),
                auditRow(
                        191,
                        200,
                        "eve",
                        "flag.changed",
                        "orders.get",
                        "production",
                        List.of("needs the role editor"),
                        true),
                auditRow(
                        190,
                        9_000,
                        "admin",
                        "sdk-key.made",
                        "orders service",
                        "production",
                        List.of("key ends with 4fQ2"),
                        false),
                auditRow(
                        189,
                        90_000,
                        "admin",
                        "route.made",
                        "vouchers.redeem",
                        null,
                        List.of("six stages", "POST /vouchers/{code}/redemption"),
                        false));
    }

    private static AuditRow auditRow(
            long sequence,
            long seconds,
            String actor,
            String action,
            String subject,
            String where,
            List<String> details,
            boolean refused) {
        return AuditViewAuditRowBuilder.builder()
                .sequence(sequence)
                .at(ago(Duration.ofSeconds(seconds)))
                .actor(actor)
                .action(action)
                .subject(subject)
                .environment(where)
                .details(details)
                .refused(refused)
                .build();
    }
}
