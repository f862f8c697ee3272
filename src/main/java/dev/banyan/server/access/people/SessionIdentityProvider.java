package dev.banyan.server.access.people;

import dev.banyan.server.access.kit.Identities;
import dev.banyan.server.database.Database;
import dev.banyan.server.problem.DatabaseGone;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Turns a session cookie into an identity, or says that its session is dead. */
@ApplicationScoped
class SessionIdentityProvider implements IdentityProvider<SessionRequest> {

    private final SessionLimits limits;
    private final UiSessions sessions;
    private final PeopleMemory memory;
    private final Database database;
    private final Clock clock;

    SessionIdentityProvider(
            UiSessions sessions, PeopleMemory memory, Database database, Clock clock, SessionLimits limits) {
        this.sessions = sessions;
        this.memory = memory;
        this.database = database;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Class<SessionRequest> getRequestType() {
        return SessionRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(SessionRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identity(find(request.token())));
    }

    private UiSession find(String token) {
        if (!database.isThere()) {
            return remembered(token);
        }
        try {
            return sessions.find(token).orElseThrow(DeadSession::new);
        } catch (RuntimeException failed) {
            if (DatabaseGone.behind(failed).isEmpty()) {
                throw failed;
            }
            return remembered(token);
        }
    }

    /**
     * Says who it is. What they may do while the database is away is for {@link RememberedUser}; {@link CurrentUser} lets nobody in. A session that
     * this replica has not heard of may be a live one.
     */
    private UiSession remembered(String token) {
        return memory.known()
                .session(token, limits, clock.instant())
                .orElseThrow(() -> new AuthenticationFailedException("unknown session"));
    }

    private static SecurityIdentity identity(UiSession session) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(session.username()))
                .addRole(Identities.USER)
                .addAttribute(Identities.SESSION, session.hash())
                .addAttribute(Identities.CSRF_TOKEN, session.csrfToken())
                .addAttribute(Identities.CREDENTIAL_VERSION, session.credentialVersion())
                .build();
    }
}
