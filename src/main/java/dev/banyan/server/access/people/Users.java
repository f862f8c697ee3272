package dev.banyan.server.access.people;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;

/** The people who can sign in. */
@ApplicationScoped
public class Users {

    static final int MAX_USERNAME = 63;

    private final UserRows rows;
    private final UiSessionRows sessions;
    private final Passwords passwords;
    private final AuditTrail audit;
    private final Clock clock;

    Users(UserRows rows, UiSessionRows sessions, Passwords passwords, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public UserView create(Actor actor, NewUserRequest wanted) {
        Passwords.check("password", wanted.password());
        if (rows.named(wanted.username()).isPresent()) {
            throw Problem.conflict(
                    "username-taken", "There is a user " + wanted.username() + " already.", "Choose another username.");
        }
        UserEntity row = new UserEntity();
        row.username = wanted.username();
        row.displayName = wanted.displayName();
        row.passwordHash = passwords.hash(wanted.password());
        row.administrator = wanted.administrator();
        row.createdAt = clock.instant();
        rows.persist(row);
        audit.record(
                actor, null, null, AuditAction.USER_CREATED, row.username, Map.of("administrator", row.administrator));
        return UserView.of(row);
    }

    @Transactional
    public Page<UserView> list(PageRequest request) {
        return Page.of(rows.page(request), request, row -> row.username).map(UserView::of);
    }

    /** Ends all sessions and voids all tokens of the user: a password is changed because somebody else may know it. */
    @Transactional
    public void changePassword(Actor actor, String username, String newPassword) {
        Passwords.check("newPassword", newPassword);
        UserEntity row = rows.named(username).orElseThrow(() -> Problem.notFound("user " + username));
        row.passwordHash = passwords.hash(newPassword);
        row.credentialVersion++;
        sessions.endAll(row.id);
        audit.record(actor, null, null, AuditAction.USER_PASSWORD_CHANGED, username, Map.of());
    }

    @Transactional
    boolean nobodyYet() {
        return rows.count() == 0;
    }
}
