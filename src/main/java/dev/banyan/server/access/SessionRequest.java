package dev.banyan.server.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A session cookie that wants to become an identity. */
final class SessionRequest extends BaseAuthenticationRequest {

    private final String token;

    SessionRequest(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}
