package dev.banyan.server.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Turns a session cookie into an identity. A dead session is nobody, not an error: its owner is sent to sign in again. */
@ApplicationScoped
class SessionIdentityProvider implements IdentityProvider<SessionRequest> {

    private final UiSessions sessions;

    SessionIdentityProvider(UiSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Class<SessionRequest> getRequestType() {
        return SessionRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(SessionRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> sessions.find(request.token())
                .map(SessionIdentityProvider::identity)
                .orElse(null));
    }

    private static SecurityIdentity identity(UiSession session) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(session.username()))
                .addRole(Identities.USER)
                .addAttribute(Identities.CSRF_TOKEN, session.csrfToken())
                .addAttribute(Identities.CREDENTIAL_VERSION, session.credentialVersion())
                .build();
    }
}
