package dev.banyan.server.access.people;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.access.people.KnownPeople.Person;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/**
 * Whoever sent the request in hand, as this replica knew them when it last saw the database. Only for what has to work while the
 * database cannot be reached, which is taking back and looking at what is in memory; all else asks {@link CurrentUser}.
 */
@RequestScoped
public class RememberedUser {
    private final SecurityIdentity identity;
    private final PeopleMemory memory;

    RememberedUser(SecurityIdentity identity, PeopleMemory memory) {
        this.identity = identity;
        this.memory = memory;
    }

    public Actor actor() {
        return Actor.user(person().username());
    }

    public String displayName() {
        return person().displayName();
    }

    /** Empty when they are a stranger to the project. */
    public Optional<Role> role(String project) {
        return person().role(project);
    }

    public boolean can(String project, Permission permission) {
        return role(project).filter(role -> role.allows(permission)).isPresent();
    }

    /** Refuses as {@link CurrentUser#require} does. */
    public void require(String project, Permission permission) {
        Role.require(role(project), project, permission);
    }

    /** As {@link CurrentUser#viewing}. */
    public Viewer viewing(String project) {
        require(project, Permission.VIEW);
        return new Viewer(
                identity.getAttribute(Identities.SESSION),
                person().username(),
                project,
                role(project).orElseThrow());
    }

    public Optional<String> csrfToken() {
        return Optional.ofNullable(identity.getAttribute(Identities.CSRF_TOKEN));
    }

    private Person person() {
        return memory.known()
                .person(identity.isAnonymous() ? "" : identity.getPrincipal().getName())
                .filter(known -> CurrentUser.issuedUnder(identity, known.credentialVersion()))
                .orElseThrow(() -> Problem.unauthenticated(
                        "This server does not know you, and the database cannot be reached.",
                        "Try another replica, or sign in when the database is back."));
    }
}
