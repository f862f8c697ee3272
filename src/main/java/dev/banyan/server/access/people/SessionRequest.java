package dev.banyan.server.access.people;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A session cookie that wants to become an identity. */
public final class SessionRequest extends BaseAuthenticationRequest {

    private final String token;

    public SessionRequest(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}
