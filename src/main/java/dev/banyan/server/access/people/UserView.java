package dev.banyan.server.access.people;

import java.time.Instant;

public record UserView(String username, String displayName, boolean administrator, Instant createdAt) {

    static UserView of(UserEntity row) {
        return new UserView(row.username, row.displayName, row.administrator, row.createdAt);
    }
}
