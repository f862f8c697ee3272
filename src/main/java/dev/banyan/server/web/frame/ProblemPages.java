package dev.banyan.server.web.frame;

import dev.banyan.server.access.kit.Scripted;
import dev.banyan.server.problem.DatabaseGone;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Layout;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What a page shows when there is no page to show. */
@RequestScoped
public class ProblemPages {
    @CheckedTemplate(basePath = "web/frame")
    static class Templates {
        private Templates() {}

        static native TemplateInstance problem(ProblemPage view);
    }

    private final HttpServerRequest request;
    private final SecurityIdentity identity;
    private final Frames frames;
    private final OutagePages outage;

    ProblemPages(HttpServerRequest request, SecurityIdentity identity, Frames frames, OutagePages outage) {
        this.request = request;
        this.identity = identity;
        this.frames = frames;
        this.outage = outage;
    }

    public Response answer(Problem problem) {
        boolean scripted = Scripted.says(request.getHeader(Scripted.HEADER));
        if (!scripted && !identity.isAnonymous() && DatabaseGone.behind(problem).isPresent()) {
            return outage.instead(problem);
        }
        String markup = scripted
                ? FrameParts.notice(notice(problem))
                : Templates.problem(view(problem)).render();
        Response.ResponseBuilder answer =
                Response.status(problem.status()).entity(markup).type(MediaType.TEXT_HTML_TYPE);
        problem.retryAfter().ifPresent(wait -> answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds())));
        return answer.build();
    }

    public static ActionNotice notice(Problem problem) {
        return ActionNotice.refused(
                problem.title() + ".",
                Optional.ofNullable(problem.getMessage()).orElse(""),
                problem.remedy().orElse(null));
    }

    private ProblemPage view(Problem problem) {
        Layout layout = identity.isAnonymous() ? Frames.signedOut(problem.title()) : frames.outside(problem.title());
        return ProblemPageBuilder.builder()
                .layout(layout)
                .status(problem.status())
                .title(problem.title())
                .detail(problem.getMessage())
                .remedy(problem.remedy().orElse(null))
                .id(null)
                .build();
    }
}
