package dev.banyan.server.access;

import dev.banyan.server.problem.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

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

    List<String> projectsOf(long userId) {
        return find("select project from MembershipEntity where user.id = ?1 order by project", userId)
                .project(String.class)
                .list();
    }
}
