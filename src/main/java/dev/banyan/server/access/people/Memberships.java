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

/** Who is what in which project. */
@ApplicationScoped
public class Memberships {

    private final MembershipRows rows;
    private final UserRows users;
    private final AuditTrail audit;
    private final Clock clock;

    Memberships(MembershipRows rows, UserRows users, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Page<MemberView> list(String project, PageRequest request) {
        return Page.of(rows.page(project, request), request, row -> row.user.username)
                .map(MemberView::of);
    }

    @Transactional
    public MemberView get(String project, String username) {
        return MemberView.of(existing(project, username));
    }

    /** For what follows from a person's action beyond the permission that it asked for; administrators may do all. */
    @Transactional
    public boolean allows(String project, Actor actor, Permission permission) {
        if (actor.kind() != Actor.Kind.USER) {
            return false;
        }
        return users.named(actor.name()).map(user -> user.administrator).orElse(false)
                || rows.in(project, actor.name())
                        .map(row -> row.role.allows(permission))
                        .orElse(false);
    }

    /** Gives the user this role in the project, in place of any other. */
    @Transactional
    public MemberView grant(Actor actor, String project, String username, Role role) {
        UserEntity user = users.named(username).orElseThrow(() -> Problem.notFound("user " + username));
        MembershipEntity row = rows.in(project, username).orElseGet(MembershipEntity::new);
        Role before = row.role;
        if (before != role) {
            row.user = user;
            row.project = project;
            row.role = role;
            row.grantedAt = clock.instant();
            rows.persist(row);
            audit.record(
                    actor,
                    project,
                    null,
                    AuditAction.MEMBER_GRANTED,
                    username,
                    Map.of("role", role.key(), "before", before == null ? "none" : before.key()));
        }
        return MemberView.of(row);
    }

    @Transactional
    public void withdraw(Actor actor, String project, String username) {
        MembershipEntity row = existing(project, username);
        rows.delete(row);
        audit.record(actor, project, null, AuditAction.MEMBER_WITHDRAWN, username, Map.of("before", row.role.key()));
    }

    private MembershipEntity existing(String project, String username) {
        return rows.in(project, username).orElseThrow(() -> Problem.notFound("member " + username + " of " + project));
    }
}
