package dev.banyan.server.web.retirement;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.retirement.AskingBuild;
import dev.banyan.server.retirement.CallSite;
import dev.banyan.server.retirement.Condition;
import dev.banyan.server.retirement.Retirement;
import dev.banyan.server.retirement.Retirements;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Moment;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** The certificate of a route whose old path may go. */
@Path("/projects/{project}/environments/{environment}/routes/{route}/retirement")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class RetirementPages {
    @CheckedTemplate(basePath = "web/retirement")
    static class Templates {
        private Templates() {}

        static native TemplateInstance retirement(RetirementView view);
    }

    private final CurrentUser user;
    private final Environments environments;
    private final Routes routes;
    private final Retirements retirements;
    private final Frames frames;

    RetirementPages(
            CurrentUser user, Environments environments, Routes routes, Retirements retirements, Frames frames) {
        this.user = user;
        this.environments = environments;
        this.routes = routes;
        this.retirements = retirements;
        this.frames = frames;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String key,
            @RestQuery Integer days) {
        user.require(project, Permission.VIEW);
        EnvironmentState state = environments.get(project, environment);
        Route route = routes.get(project, key);
        Retirement retirement = retirements.of(state.scope(), key, days);
        Layout layout = frames.inEnvironment("Retirement of " + key, state);
        return Templates.retirement(RetirementViewBuilder.builder()
                .layout(layout)
                .address(new EnvironmentAddress(project, environment).route(key))
                .project(layout.place().project())
                .environment(state.name())
                .legacy(route.legacyTarget())
                .at(new Moment(retirement.at(), retirement.at()))
                .silentDays(retirement.silentDays())
                .proven(retirement.proven())
                .conditions(retirement.conditions().stream()
                        .map(each -> row(each, retirement.at()))
                        .toList())
                .builds(retirement.builds().stream()
                        .map(each -> build(each, retirement))
                        .toList())
                .sites(sites(retirement.callSites()))
                .build());
    }

    private static RetirementView.Row row(Condition condition, Instant now) {
        return new RetirementView.Row(
                title(condition.name()),
                condition.met(),
                condition.evidence(),
                condition.since() == null ? null : new Moment(condition.since(), now),
                condition.details());
    }

    private static String title(Condition.Name name) {
        return switch (name) {
            case LAST_STAGE -> "Everybody is at the last stage";
            case LEGACY_SILENT -> "Nobody calls legacy";
            case ALL_COUNTED -> "Every instance is counted";
            case NO_OLDER_BUILD -> "No older build is connected";
            case BACKLOG_EMPTY -> "No write is missing";
        };
    }

    private static RetirementView.Build build(AskingBuild build, Retirement retirement) {
        Instant now = retirement.at();
        Instant complete = retirement.completeSince();
        Instant since = complete != null && complete.isAfter(build.firstSeen()) ? complete : build.firstSeen();
        return RetirementViewBuildBuilder.builder()
                .name(build.name())
                .running(build.running() == 0 ? null : Figures.count(build.running(), "instance", "instances"))
                .there(build.running() == 0 ? new Moment(build.lastSeen(), now) : null)
                .called(build.legacyHour() == null ? null : new Moment(build.legacyHour(), now))
                .caller(build.legacyBy())
                .since(new Moment(since, now))
                .uncounted(build.uncounted())
                .build();
    }

    static List<RetirementView.Site> sites(List<CallSite> sites) {
        return sites.stream()
                .collect(Collectors.groupingBy(CallSite::site, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> new RetirementView.Site(
                        each.getKey(),
                        each.getValue().stream()
                                .map(site -> site.build() + " (" + Figures.count(site.running()) + " running)")
                                .collect(Collectors.joining(", "))))
                .toList();
    }
}
