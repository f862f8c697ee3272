package dev.banyan.server.access.token;

import java.time.Instant;

public record TokenView(String token, Instant expiresAt) {

    @Override
    public String toString() {
        return "TokenView[until " + expiresAt + "]";
    }
}
