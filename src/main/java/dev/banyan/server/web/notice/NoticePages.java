package dev.banyan.server.web.notice;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.notification.Notice;
import dev.banyan.server.notification.Notices;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.LiveStreams;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.live.LiveView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** What the server decided by itself in a project. */
@Path("/projects/{project}/notices")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class NoticePages {
    @CheckedTemplate(basePath = "web/notice")
    static class Templates {
        private Templates() {}

        static native TemplateInstance notices(NoticesView view);
    }

    @PathParam("project")
    String project;

    private final CurrentUser user;
    private final Notices notices;
    private final LiveStreams streams;
    private final Frames frames;
    private final Clock clock;

    NoticePages(CurrentUser user, Notices notices, LiveStreams streams, Frames frames, Clock clock) {
        this.user = user;
        this.notices = notices;
        this.streams = streams;
        this.frames = frames;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public TemplateInstance show(@RestQuery String after) {
        user.require(project, Permission.VIEW);
        long readUntil = notices.readUntil(project, user.userName());
        NoticeWords words = new NoticeWords(project, clock.instant(), readUntil);
        Page<Notice> page = notices.page(project, PageRequest.of(null, after));
        long newest = page.items().isEmpty() ? 0 : page.items().get(0).id();
        String address = EnvironmentAddress.notices(project);
        return Templates.notices(NoticesViewBuilder.builder()
                .layout(frames.ofProject("Notices", project, Layout.Section.NOTICES))
                .rows(page.items().stream().map(words::row).toList())
                .newest(newest)
                .read(newest > readUntil ? address + "/read" : null)
                .csrf(frames.permit(project).csrf())
                .older(page.next() == null ? null : address + "?after=" + page.next())
                .first(after == null ? null : address)
                .build());
    }

    /** For all pages of a project that have no stream of their own. */
    @GET
    @Path("/live")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Operation(hidden = true)
    public LiveView bell() {
        return streams.bellOnly(user.viewing(project));
    }

    @POST
    @Path("/read")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response read(@RestForm long until) {
        user.require(project, Permission.VIEW);
        notices.read(project, user.userName(), until);
        return Response.seeOther(URI.create(EnvironmentAddress.notices(project)))
                .build();
    }
}
