package dev.banyan.server.access.people;

import static dev.banyan.server.access.people.Permission.CHANGE_FLAG;
import static dev.banyan.server.access.people.Permission.EDIT_CATALOG;
import static dev.banyan.server.access.people.Permission.ROLL_BACK;
import static dev.banyan.server.access.people.Permission.VIEW;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.banyan.server.problem.Problem;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a user is in a project. An operator takes back, but does not move forward: that is the editor's decision. */
public enum Role {
    VIEWER(EnumSet.of(VIEW)),
    OPERATOR(EnumSet.of(VIEW, ROLL_BACK)),
    EDITOR(EnumSet.of(VIEW, ROLL_BACK, CHANGE_FLAG, EDIT_CATALOG)),
    ADMIN(EnumSet.allOf(Permission.class));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }

    /** Refuses with 404 whoever has no role in the project, with 403 a role too small. */
    static void require(Optional<Role> held, String project, Permission permission) {
        Role role = held.orElseThrow(() -> Problem.notFound("project " + project));
        if (!role.allows(permission)) {
            throw Problem.forbidden(
                    "As " + role + " of " + project + " you may not " + permission.words() + ".",
                    "Ask an admin of the project for a larger role.");
        }
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return key();
    }
}
