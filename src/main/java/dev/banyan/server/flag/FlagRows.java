package dev.banyan.server.flag;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.problem.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

@ApplicationScoped
class FlagRows implements PanacheRepository<FlagEntity> {

    FlagEntity get(EnvironmentScope scope, String route) {
        return find("environmentId = ?1 and route = ?2", scope.id(), route)
                .firstResultOptional()
                .orElseThrow(() -> Problem.notFound("route " + route));
    }

    List<FlagEntity> named(EnvironmentScope scope, Collection<String> routes) {
        return list("environmentId = ?1 and route in ?2", scope.id(), routes);
    }

    List<FlagEntity> ofEnvironment(EnvironmentScope scope) {
        return list("environmentId = ?1 order by route", scope.id());
    }
}
