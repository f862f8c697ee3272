package dev.banyan.server.access.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether those before open pages are still who they were: two small queries, however many they are. */
@ApplicationScoped
public class Viewers {
    private final UiSessionRows sessions;
    private final MembershipRows memberships;
    private final SessionLimits limits;
    private final Clock clock;

    Viewers(UiSessionRows sessions, MembershipRows memberships, SessionLimits limits, Clock clock) {
        this.sessions = sessions;
        this.memberships = memberships;
        this.limits = limits;
        this.clock = clock;
    }

    /** Those whose session is over, or who are something else in the project now, or nothing. */
    @Transactional
    public Set<Viewer> changed(Set<Viewer> viewers) {
        Map<String, UserEntity> people = sessions.all(all(viewers, Viewer::session)).stream()
                .filter(session -> session.isLive(limits, clock.instant()))
                .collect(Collectors.toMap(session -> session.tokenHash, session -> session.user));
        Map<String, Role> roles = memberships.roles(all(viewers, Viewer::username), all(viewers, Viewer::project));
        return viewers.stream()
                .filter(viewer -> role(people.get(viewer.session()), viewer.project(), roles)
                        .filter(viewer.role()::equals)
                        .isEmpty())
                .collect(Collectors.toSet());
    }

    private static Optional<Role> role(UserEntity user, String project, Map<String, Role> roles) {
        if (user == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                user.administrator ? Role.ADMIN : roles.get(MembershipRows.key(user.username, project)));
    }

    private static Set<String> all(Set<Viewer> viewers, Function<Viewer, String> part) {
        return viewers.stream().map(part).collect(Collectors.toSet());
    }
}
