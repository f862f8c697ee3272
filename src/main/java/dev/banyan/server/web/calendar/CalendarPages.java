package dev.banyan.server.web.calendar;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.plan.Calendars;
import dev.banyan.server.plan.calendar.CalendarSpec;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.frame.FrameParts;
import dev.banyan.server.web.frame.Frames;
import dev.banyan.server.web.frame.PageAnswers;
import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Conflicts;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.TimeZones;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** When plans may move, in one environment or in the whole project, and the form that changes it. */
@Path("/projects/{project}")
@RolesAllowed(Identities.USER)
@Produces(MediaType.TEXT_HTML)
class CalendarPages {
    private static final String REMOVE = "remove.";
    private static final String ADD = "add.";

    @CheckedTemplate(basePath = "web/calendar")
    static class Templates {
        private Templates() {}

        static native TemplateInstance calendar(CalendarPage view);
    }

    @PathParam("project")
    String project;

    /** Null for the whole project. */
    @PathParam("environment")
    String environment;

    private final CurrentUser user;
    private final Environments environments;
    private final Calendars calendars;
    private final CalendarReader reader;
    private final Conflicts conflicts;
    private final Frames frames;
    private final PageAnswers answers;

    CalendarPages(
            CurrentUser user,
            Environments environments,
            Calendars calendars,
            CalendarReader reader,
            Conflicts conflicts,
            Frames frames,
            PageAnswers answers) {
        this.user = user;
        this.environments = environments;
        this.calendars = calendars;
        this.reader = reader;
        this.conflicts = conflicts;
        this.frames = frames;
        this.answers = answers;
    }

    @GET
    @Path("/calendar")
    @Operation(hidden = true)
    public TemplateInstance ofProject() {
        return show();
    }

    @GET
    @Path("/environments/{environment}/calendar")
    @Operation(hidden = true)
    public TemplateInstance ofEnvironment() {
        return show();
    }

    @POST
    @Path("/calendar")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response pressOfProject(MultivaluedMap<String, String> typed) {
        return press(typed);
    }

    @POST
    @Path("/environments/{environment}/calendar")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response pressOfEnvironment(MultivaluedMap<String, String> typed) {
        return press(typed);
    }

    private TemplateInstance show() {
        user.require(project, Permission.VIEW);
        return page(fresh(), reader.board(project, scope()), null);
    }

    /** Only the button Save changes something; the others change what stands on the page. */
    private Response press(MultivaluedMap<String, String> sent) {
        user.require(project, Permission.ADMINISTER);
        Map<String, String> typed = sent.keySet().stream().collect(Collectors.toMap(name -> name, sent::getFirst));
        CalendarEntry entry = new CalendarEntry(typed);
        long version = Long.parseLong(typed.getOrDefault("version", "0"));
        String press = typed.getOrDefault("press", "save");
        try {
            return switch (press) {
                case "save" -> save(version, entry);
                case "try" -> answer(200, forms().going(version, entry), tried(entry.calendar()), null);
                default -> answer(200, forms().going(version, pressed(press, entry)), board(), null);
            };
        } catch (Problem refused) {
            return answer(refused.status(), refused(version, entry, refused), board(), null);
        }
    }

    private static CalendarEntry pressed(String press, CalendarEntry entry) {
        if (press.startsWith(REMOVE)) {
            return entry.without(press.substring(REMOVE.length()));
        }
        return entry.plus(press.equals(ADD + CalendarEntry.FREEZE) ? CalendarEntry.FREEZE : CalendarEntry.WEEKLY);
    }

    private Response save(long version, CalendarEntry entry) {
        CalendarSpec wanted = entry.calendar();
        String reason = entry.text("reason");
        if (scope() == null) {
            calendars.changeOfProject(user.actor(), project, version, wanted, reason);
        } else {
            calendars.changeOfEnvironment(user.actor(), scope(), version, wanted, reason);
        }
        ActionNotice saved = ActionNotice.done("Saved.", "Plans go by it from now on.");
        return answers.done(address(), () -> pieces(fresh(), board(), saved));
    }

    private CalendarForm refused(long version, CalendarEntry entry, Problem refused) {
        if (refused.status() != 412) {
            return forms().filled(version, entry, refused);
        }
        return forms().behind(
                        reader.read(project, scope()).version(),
                        entry,
                        conflicts.faster(
                                project,
                                environment,
                                AuditAction.CALENDAR_CHANGED,
                                environment == null ? project : environment,
                                "the calendar was"));
    }

    private Response answer(int status, CalendarForm form, CalendarBoard board, ActionNotice notice) {
        return answers.show(status, () -> pieces(form, board, notice), () -> page(form, board, notice));
    }

    private static String pieces(CalendarForm form, CalendarBoard board, ActionNotice notice) {
        return FrameParts.notice(notice) + CalendarParts.calendar(board, form);
    }

    private TemplateInstance page(CalendarForm form, CalendarBoard board, ActionNotice notice) {
        String title = "Calendar of " + (scope() == null ? "the whole project" : state().name());
        Layout layout = scope() == null
                ? frames.ofProject(title, project, Layout.Section.CALENDAR)
                : frames.inEnvironment(title, state(), Layout.Section.CALENDAR);
        return Templates.calendar(CalendarPageBuilder.builder()
                .layout(layout.with(notice))
                .title(title)
                .ofProject(scope() == null)
                .others(others())
                .board(board)
                .form(form)
                .zones(TimeZones.ALL)
                .build());
    }

    private List<CalendarPage.Link> others() {
        Stream<CalendarPage.Link> each = environments.ofProject(project).stream()
                .map(state -> link(
                        state.name(),
                        new EnvironmentAddress(project, state.scope().key()).calendar()));
        return Stream.concat(Stream.of(link("Whole project", EnvironmentAddress.calendar(project))), each)
                .toList();
    }

    private CalendarPage.Link link(String name, String href) {
        return new CalendarPage.Link(name, href, href.equals(address()));
    }

    private CalendarBoard board() {
        return reader.board(project, scope());
    }

    private CalendarBoard tried(CalendarSpec wanted) {
        return reader.tried(project, scope(), wanted);
    }

    private CalendarForm fresh() {
        return forms().fresh(reader.read(project, scope()).version(), reader.entry(project, scope()));
    }

    private CalendarForms forms() {
        boolean guarded = scope() == null
                ? environments.ofProject(project).stream().anyMatch(EnvironmentState::guarded)
                : state().guarded();
        return new CalendarForms(
                address(), frames.permit(project).csrf(), user.can(project, Permission.ADMINISTER), guarded);
    }

    private String address() {
        return scope() == null
                ? EnvironmentAddress.calendar(project)
                : new EnvironmentAddress(project, scope().key()).calendar();
    }

    /** Null for the whole project. */
    private EnvironmentScope scope() {
        return environment == null ? null : state().scope();
    }

    private EnvironmentState state() {
        return environments.get(project, environment);
    }
}
