package dev.banyan.server.web.frame;

import dev.banyan.server.access.kit.Scripted;
import dev.banyan.server.access.kit.Surface;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.problem.ProblemView;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Layout;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Whatever refuses a browser's request, and wherever: a person gets a page, and an open page gets words that it can show. Reads nothing
 * from the database, which may be what is missing.
 */
class ProblemPagesFilter {
    private final SecurityIdentity identity;
    private final CurrentUser user;

    ProblemPagesFilter(SecurityIdentity identity, CurrentUser user) {
        this.identity = identity;
        this.user = user;
    }

    @ServerResponseFilter
    public void show(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ProblemView problem && ofBrowser(request)) {
            String markup = Scripted.says(request.getHeaderString(Scripted.HEADER))
                    ? FrameParts.notice(
                            ActionNotice.refused(problem.title() + ".", text(problem.detail()), problem.remedy()))
                    : page(problem);
            response.setEntity(markup, null, MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"));
        }
    }

    private static boolean ofBrowser(ContainerRequestContext request) {
        Surface area = Surface.of(request.getUriInfo().getPath());
        String accept = request.getHeaderString(HttpHeaders.ACCEPT);
        boolean markup = accept != null && accept.contains(MediaType.TEXT_HTML);
        boolean scripted = Scripted.says(request.getHeaderString(Scripted.HEADER));
        return (area == Surface.UI || area == Surface.OPEN) && (markup || scripted);
    }

    private String page(ProblemView problem) {
        return ProblemPages.Templates.problem(ProblemPageBuilder.builder()
                        .layout(layout(problem.title()))
                        .status(problem.status())
                        .title(problem.title())
                        .detail(text(problem.detail()))
                        .remedy(problem.remedy())
                        .id(problem.status() >= 500 ? problem.id() : null)
                        .build())
                .render();
    }

    private Layout layout(String title) {
        if (identity.isAnonymous()) {
            return Frames.signedOut(title);
        }
        String name = identity.getPrincipal().getName();
        return Frames.of(
                title, new Layout.Viewer(name, name, null, user.csrfToken().orElse("")));
    }

    private static String text(String detail) {
        return detail == null ? "" : detail;
    }
}
