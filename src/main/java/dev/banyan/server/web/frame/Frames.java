package dev.banyan.server.web.frame;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.people.Permission;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.catalog.Projects;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.notification.Notices;
import dev.banyan.server.web.kit.Assets;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Permit;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;

/** Puts the frame around a page: who looks at it, and where it stands. */
@RequestScoped
public class Frames {
    private final CurrentUser user;
    private final Projects projects;
    private final Environments environments;
    private final Notices notices;

    Frames(CurrentUser user, Projects projects, Environments environments, Notices notices) {
        this.user = user;
        this.projects = projects;
        this.environments = environments;
        this.notices = notices;
    }

    public Permit permit(String project) {
        return new Permit(csrf(), user.can(project, Permission.CHANGE_FLAG), user.can(project, Permission.ROLL_BACK));
    }

    public Layout outside(String title) {
        return new Layout(title, Assets.FINGERPRINT, viewer(null), null, null);
    }

    public Layout inEnvironment(String title, EnvironmentState current) {
        return inEnvironment(title, current, Layout.Section.ROUTES);
    }

    public Layout inEnvironment(String title, EnvironmentState current, Layout.Section section) {
        EnvironmentScope scope = current.scope();
        List<Layout.EnvironmentLink> links = environments.ofProject(scope.project()).stream()
                .map(each -> link(each, current, section))
                .toList();
        return inProject(title, scope, section, links);
    }

    public Layout ofProject(String title, String project, Layout.Section section) {
        String first = environments.ofProject(project).stream()
                .findFirst()
                .map(state -> state.scope().key())
                .orElse("");
        return inProject(title, new EnvironmentScope(0, project, first), section, List.of());
    }

    /** Without asking the database who that is. */
    static Layout of(String title, Layout.Viewer viewer) {
        return new Layout(title, Assets.FINGERPRINT, viewer, null, null);
    }

    static Layout signedOut(String title) {
        return new Layout(title, Assets.FINGERPRINT, null, null, null);
    }

    private Layout inProject(
            String title, EnvironmentScope scope, Layout.Section section, List<Layout.EnvironmentLink> links) {
        Layout.Place place = new Layout.Place(
                        projects.get(scope.project()).name(),
                        new EnvironmentAddress(scope.project(), scope.key()),
                        section,
                        links)
                .unread(notices.unread(scope.project(), user.userName()));
        return new Layout(title, Assets.FINGERPRINT, viewer(scope.project()), place, null);
    }

    private Layout.Viewer viewer(String project) {
        String role = project == null ? null : user.role(project).map(Role::key).orElse(null);
        return new Layout.Viewer(user.userName(), user.displayName(), role, csrf());
    }

    private static Layout.EnvironmentLink link(
            EnvironmentState each, EnvironmentState current, Layout.Section section) {
        EnvironmentScope scope = each.scope();
        EnvironmentAddress address = new EnvironmentAddress(scope.project(), scope.key());
        return new Layout.EnvironmentLink(
                each.name(),
                section == Layout.Section.TRAFFIC ? address.traffic() : address.page(),
                each.guarded(),
                scope.equals(current.scope()));
    }

    private String csrf() {
        return user.csrfToken().orElse("");
    }
}
