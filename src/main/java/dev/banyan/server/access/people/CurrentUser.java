package dev.banyan.server.access.people;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.database.Database;
import dev.banyan.server.problem.DatabaseGone;
import dev.banyan.server.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;

/**
 * Whoever sent the request in hand. What they may do is read from the database each time: a token or session says who somebody is,
 * never what they may do, so a role that was taken away is gone at the next request.
 */
@RequestScoped
public class CurrentUser {

    private final SecurityIdentity identity;
    private final UserRows users;
    private final MembershipRows memberships;
    private final KnownProjects projects;
    private final Database database;
    private UserEntity user;

    CurrentUser(
            SecurityIdentity identity,
            UserRows users,
            MembershipRows memberships,
            KnownProjects projects,
            Database database) {
        this.identity = identity;
        this.users = users;
        this.memberships = memberships;
        this.projects = projects;
        this.database = database;
    }

    public Actor actor() {
        return Actor.user(userName());
    }

    public String userName() {
        return user().username;
    }

    public String displayName() {
        return user().displayName;
    }

    /** Administrators are admin in every project, and alone may make projects and users. */
    public boolean administrator() {
        return user().administrator;
    }

    /** Keys of the projects in which the user has a role, sorted. An administrator has access to all others as well. */
    public List<String> projects() {
        return memberships.projectsOf(user().id);
    }

    /** The role in the project, administrators included; empty when the user is a stranger to it, or there is no such project. */
    public Optional<Role> role(String projectKey) {
        if (administrator()) {
            return Optional.of(Role.ADMIN).filter(admin -> projects.isThere(projectKey));
        }
        return memberships.in(projectKey, userName()).map(membership -> membership.role);
    }

    /** For showing or hiding what cannot be used; {@link #require} is what protects it. */
    public boolean can(String projectKey, Permission permission) {
        return role(projectKey).map(role -> role.allows(permission)).orElse(false);
    }

    /** Refuses with 404 whoever has no role in the project (its existence is none of their business), with 403 a role too small. */
    public void require(String projectKey, Permission permission) {
        Role.require(role(projectKey), projectKey, permission);
    }

    /** Before a page of the project that stays open. Refuses as {@link #require} does. */
    public Viewer viewing(String projectKey) {
        require(projectKey, Permission.VIEW);
        return new Viewer(
                identity.getAttribute(Identities.SESSION),
                userName(),
                projectKey,
                role(projectKey).orElseThrow());
    }

    public void requireAdministrator() {
        if (!administrator()) {
            throw Problem.forbidden("Only administrators may do this.", "Ask an administrator of this server.");
        }
    }

    /** What forms and requests of the web UI must send back; empty outside a UI session. */
    public Optional<String> csrfToken() {
        return Optional.ofNullable(identity.getAttribute(Identities.CSRF_TOKEN));
    }

    private UserEntity user() {
        if (user == null) {
            if (!database.isThere()) {
                throw DatabaseGone.now();
            }
            user = read(identity.isAnonymous() ? "" : identity.getPrincipal().getName())
                    .filter(found -> issuedUnder(identity, found.credentialVersion))
                    .orElseThrow(() -> Problem.unauthenticated("You are not signed in.", "Sign in."));
        }
        return user;
    }

    private Optional<UserEntity> read(String username) {
        try {
            return users.named(username);
        } catch (RuntimeException failed) {
            throw DatabaseGone.or(failed);
        }
    }

    /** A new password voids what was issued under the old one. */
    static boolean issuedUnder(SecurityIdentity identity, int credentialVersion) {
        Integer version = identity.getAttribute(Identities.CREDENTIAL_VERSION);
        return version != null && version == credentialVersion;
    }
}
