package dev.banyan.server.access;

import java.time.Instant;

public record TokenView(String token, Instant expiresAt) {

    @Override
    public String toString() {
        return "TokenView[until " + expiresAt + "]";
    }
}
