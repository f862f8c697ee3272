package dev.banyan.server.web.frame;

import dev.banyan.server.access.kit.Scripted;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.access.people.RememberedUser;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.flag.UnrecordedRollback;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Assets;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Permit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people get to see while the database cannot be reached: who they are and what they may is as it was known last. */
@RequestScoped
public class OutagePages {
    @CheckedTemplate(basePath = "web/frame")
    static class Templates {
        private Templates() {}

        static native TemplateInstance outage(OutageView view);
    }

    private static final Pattern PLACE = Pattern.compile("/projects/([^/]+)/environments/([^/]+)(/.*)?");

    private final HttpServerRequest request;
    private final RememberedUser user;
    private final OutageReader reader;

    OutagePages(HttpServerRequest request, RememberedUser user, OutageReader reader) {
        this.request = request;
        this.user = user;
        this.reader = reader;
    }

    /** Instead of the page that was asked for. */
    Response instead(Problem problem) {
        return html(problem.status(), Templates.outage(view()).render())
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }

    /** The answer to a button: pieces for pages with scripts, the page again for those without. */
    public Response taken(EnvironmentAddress address, UnrecordedRollback rollback) {
        if (!Scripted.says(request.getHeader(Scripted.HEADER))) {
            return PageAnswers.to(address.page());
        }
        ActionNotice notice = ActionNotice.warning("In force, not recorded yet.", rollback.detail(), rollback.next());
        String board = reader.board(address, permit(address.project()))
                .map(FrameParts::outageBoard)
                .orElse("");
        return html(202, FrameParts.notice(notice) + FrameParts.outage(reader.band()) + board)
                .build();
    }

    Permit permit(String project) {
        return new Permit(csrf(), false, user.can(project, Permission.ROLL_BACK));
    }

    private OutageView view() {
        Optional<OutageBoard> board = place().filter(address -> user.can(address.project(), Permission.VIEW))
                .flatMap(address -> reader.board(address, permit(address.project())));
        Layout layout = new Layout(
                        "The database is away",
                        Assets.FINGERPRINT,
                        viewer(board),
                        board.map(this::frame).orElse(null),
                        null)
                .under(reader.band());
        return new OutageView(layout, board.orElse(null), mine());
    }

    private Layout.Viewer viewer(Optional<OutageBoard> board) {
        String role = board.flatMap(it -> user.role(it.address().project()))
                .map(Role::key)
                .orElse(null);
        return new Layout.Viewer(user.actor().name(), user.displayName(), role, csrf());
    }

    /** Names of projects and environments are in the database; their keys have to do. */
    private Layout.Place frame(OutageBoard board) {
        EnvironmentAddress current = board.address();
        List<Layout.EnvironmentLink> links = mine().stream()
                .filter(address -> address.project().equals(current.project()))
                .map(address -> new Layout.EnvironmentLink(
                        address.environment(), address.page(), false, address.equals(current)))
                .toList();
        return new Layout.Place(current.project(), current, Layout.Section.ROUTES, links);
    }

    private List<EnvironmentAddress> mine() {
        return reader.environments().stream()
                .filter(address -> user.can(address.project(), Permission.VIEW))
                .toList();
    }

    private Optional<EnvironmentAddress> place() {
        Matcher path = PLACE.matcher(request.path());
        return path.matches() ? Optional.of(new EnvironmentAddress(path.group(1), path.group(2))) : Optional.empty();
    }

    private String csrf() {
        return user.csrfToken().orElse("");
    }

    private static Response.ResponseBuilder html(int status, String markup) {
        return Response.status(status).entity(markup).type(MediaType.TEXT_HTML_TYPE);
    }
}
