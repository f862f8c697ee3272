package dev.banyan.server.web.route;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.RouteAddress;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;

/** The form of a route's page for comparing and protecting. */
@Path("/projects/{project}/environments/{environment}/routes/{route}/settings")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class SettingsPages {
    private final CurrentUser user;
    private final Environments environments;
    private final Flags flags;
    private final RouteReader reader;
    private final Frames frames;
    private final RouteAnswers answers;

    SettingsPages(
            CurrentUser user,
            Environments environments,
            Flags flags,
            RouteReader reader,
            Frames frames,
            RouteAnswers answers) {
        this.user = user;
        this.environments = environments;
        this.flags = flags;
        this.reader = reader;
        this.frames = frames;
        this.answers = answers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response save(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("route") String route,
            @RestForm long version,
            @RestForm String reason,
            MultivaluedMap<String, String> typed) {
        user.require(project, Permission.CHANGE_FLAG);
        RouteAddress address = new EnvironmentAddress(project, environment).route(route);
        SettingsForms.Entry entry = new SettingsForms.Entry(first(typed));
        try {
            Intent intent =
                    Intent.of(user.actor(), AuditAction.FLAG_CHANGED, route).because(reason);
            flags.change(environments.scope(project, environment), route, version, entry.patch(), intent);
        } catch (Problem refused) {
            RoutePicture picture = picture(address);
            SettingsForm form = SettingsForms.filled(picture, entry, refused);
            return answers.settingsRefused(refused.status(), form, () -> page(picture, form));
        }
        return answers.settingsSaved(picture(address));
    }

    private TemplateInstance page(RoutePicture picture, SettingsForm form) {
        Layout layout = frames.inEnvironment(picture.route().key(), picture.environment());
        return RoutePages.Templates.route(RoutePage.of(layout, picture, RolloutForms.fresh(picture), form));
    }

    private RoutePicture picture(RouteAddress address) {
        return reader.read(address, frames.permit(address.environment().project()));
    }

    private static Map<String, String> first(MultivaluedMap<String, String> typed) {
        return typed.keySet().stream().collect(Collectors.toMap(name -> name, typed::getFirst));
    }
}
