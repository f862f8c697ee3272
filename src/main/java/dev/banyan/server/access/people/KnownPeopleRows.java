package dev.banyan.server.access.people;

import dev.banyan.server.access.people.KnownPeople.Person;
import dev.banyan.server.access.people.KnownPeople.Session;
import dev.banyan.server.database.OneColumn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what is remembered of people, with a bound on each kind: memory must not grow with whatever somebody fills in. */
@ApplicationScoped
class KnownPeopleRows {
    static final int MOST_PEOPLE = 20_000;
    private static final int MOST_MEMBERSHIPS = 100_000;
    private static final int MOST_SESSIONS = 2_000;
    private static final int MOST_KEYS = 20;

    private final SessionLimits limits;
    private final EntityManager database;
    private final RememberedKeys keys;

    KnownPeopleRows(EntityManager database, RememberedKeys keys, SessionLimits limits) {
        this.keys = keys;
        this.limits = limits;
        this.database = database;
    }

    /** One row of one column, whatever the number of people. */
    String version() {
        return OneColumn.query(
                        database,
                        "select p.version || ':' || s.number || ':' || s.begun || ':' || s.used as version from people_version p,"
                                + " (select count(*) as number, coalesce(cast(max(created_at) as text), '') as begun,"
                                + " coalesce(cast(max(last_seen_at) as text), '') as used from ui_session) s",
                        "version",
                        String.class)
                .getSingleResult();
    }

    KnownPeople read(String version, Instant now) {
        return new KnownPeople(new KnownPeople.Content(version, people(), sessions(now), keys.newest(now, MOST_KEYS)));
    }

    private List<Person> people() {
        Map<String, Map<String, Role>> roles = roles();
        return database.createQuery("from UserEntity order by administrator desc, id", UserEntity.class)
                .setMaxResults(MOST_PEOPLE)
                .getResultStream()
                .map(user -> new Person(
                        user.username,
                        user.displayName,
                        user.administrator,
                        user.credentialVersion,
                        Map.copyOf(roles.getOrDefault(user.username, Map.of()))))
                .toList();
    }

    private Map<String, Map<String, Role>> roles() {
        Map<String, Map<String, Role>> byUser = new HashMap<>();
        database.createQuery(
                        "select m.user.username as username, m.project as project, m.role as role from MembershipEntity m",
                        Tuple.class)
                .setMaxResults(MOST_MEMBERSHIPS)
                .getResultStream()
                .forEach(row -> byUser.computeIfAbsent(row.get("username", String.class), user -> new HashMap<>())
                        .put(row.get("project", String.class), row.get("role", Role.class)));
        return byUser;
    }

    private List<Session> sessions(Instant now) {
        return database.createQuery(
                        "from UiSessionEntity s join fetch s.user where s.lastSeenAt > ?1 order by s.lastSeenAt desc",
                        UiSessionEntity.class)
                .setParameter(1, now.minus(limits.idle()))
                .setMaxResults(MOST_SESSIONS)
                .getResultStream()
                .map(row -> KnownPeopleSessionBuilder.builder()
                        .tokenHash(row.tokenHash)
                        .username(row.user.username)
                        .credentialVersion(row.credentialVersion)
                        .csrfToken(row.csrfToken)
                        .createdAt(row.createdAt)
                        .lastSeenAt(row.lastSeenAt)
                        .build())
                .toList();
    }
}
