package dev.banyan.server.access.people;

import java.time.Instant;

public record MemberView(String username, String displayName, Role role, Instant grantedAt) {

    static MemberView of(MembershipEntity row) {
        return new MemberView(row.user.username, row.user.displayName, row.role, row.grantedAt);
    }
}
