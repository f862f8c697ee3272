package dev.banyan.server.access.people;

import dev.banyan.server.problem.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class UserRows implements PanacheRepository<UserEntity> {

    Optional<UserEntity> named(String username) {
        return find("username", username).firstResultOptional();
    }

    List<UserEntity> page(PageRequest page) {
        String after = page.after() == null ? "" : page.after();
        return find("username > ?1 order by username", after)
                .range(0, page.fetch() - 1)
                .list();
    }
}
