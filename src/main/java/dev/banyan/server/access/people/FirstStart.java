package dev.banyan.server.access.people;

import dev.banyan.server.access.kit.Secrets;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.database.DatabaseReady;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.Optional;

/** Makes the first administrator when there is nobody yet. There is no default password. */
@ApplicationScoped
class FirstStart {

    static final String ADMIN = "admin";

    private final Users users;
    private final UserRows rows;
    private final AdminConfig config;
    private final SecureRandom random;

    FirstStart(Users users, UserRows rows, AdminConfig config, SecureRandom random) {
        this.users = users;
        this.rows = rows;
        this.config = config;
        this.random = random;
    }

    @Transactional
    void atStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) DatabaseReady event) {
        // Two replicas may start on an empty database at the same moment; the second waits and finds the admin there.
        rows.getEntityManager()
                .createNativeQuery("lock table banyan_user in share row exclusive mode")
                .executeUpdate();
        if (users.nobodyYet()) {
            makeAdmin(config.password());
        }
    }

    private void makeAdmin(Optional<String> given) {
        String password = given.orElseGet(() -> Secrets.random256(random).substring(0, 24));
        users.create(Actor.system("first-start"), new NewUserRequest(ADMIN, "Administrator", password, true));
        if (given.isEmpty()) {
            print(password);
        }
    }

    /** To the console, not to the log: logs are collected and kept. */
    private static void print(String password) {
        System.out.printf(
                "%n  First start: sign in as \"%s\" with the password  %s%n  It is shown this once; change it soon.%n%n",
                ADMIN, password);
    }
}
