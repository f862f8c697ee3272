package dev.banyan.server.access.people;

import dev.banyan.server.problem.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

@ApplicationScoped
class MembershipRows implements PanacheRepository<MembershipEntity> {

    Optional<MembershipEntity> in(String project, String username) {
        return find("project = ?1 and user.username = ?2", project, username).firstResultOptional();
    }

    List<MembershipEntity> page(String project, PageRequest page) {
        String after = page.after() == null ? "" : page.after();
        return find(
                        "from MembershipEntity m join fetch m.user where m.project = ?1 and m.user.username > ?2"
                                + " order by m.user.username",
                        project,
                        after)
                .range(0, page.fetch() - 1)
                .list();
    }

    /** By {@link #key}. */
    Map<String, Role> roles(Set<String> usernames, Set<String> projects) {
        return find(
                        "from MembershipEntity m join fetch m.user where m.user.username in ?1 and m.project in ?2",
                        usernames,
                        projects)
                .stream()
                .collect(Collectors.toMap(row -> key(row.user.username, row.project), row -> row.role));
    }

    /** Neither name holds a slash. */
    static String key(String username, String project) {
        return username + "/" + project;
    }

    List<String> projectsOf(long userId) {
        return find("select project from MembershipEntity where user.id = ?1 order by project", userId)
                .project(String.class)
                .list();
    }
}
