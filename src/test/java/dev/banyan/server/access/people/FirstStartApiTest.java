package dev.banyan.server.access.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.database.DatabaseReady;
import dev.banyan.server.testing.BanyanTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The server under test has had its first start; what a second one does is tried here. */
@BanyanTest
class FirstStartApiTest {

    @Inject
    FirstStart firstStart;

    @Inject
    UserRows users;

    @Test
    void a_second_start_leaves_the_administrator_alone() {
        UserEntity before = users.named(FirstStart.ADMIN).orElseThrow();
        long count = users.count();

        firstStart.atStart(new DatabaseReady());

        assertThat(users.count()).isEqualTo(count);
        assertThat(users.named(FirstStart.ADMIN).orElseThrow().passwordHash).isEqualTo(before.passwordHash);
    }
}
