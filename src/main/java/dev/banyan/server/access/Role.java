package dev.banyan.server.access;

import static dev.banyan.server.access.Permission.CHANGE_FLAG;
import static dev.banyan.server.access.Permission.EDIT_CATALOG;
import static dev.banyan.server.access.Permission.ROLL_BACK;
import static dev.banyan.server.access.Permission.VIEW;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
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

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return key();
    }
}
