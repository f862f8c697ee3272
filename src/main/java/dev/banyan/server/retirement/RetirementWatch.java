package dev.banyan.server.retirement;

import dev.banyan.server.catalog.Projects;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Environments;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Looks now and then at routes at their last stage. */
@ApplicationScoped
class RetirementWatch {
    private final Recurring recurring = new Recurring(Logger.getLogger(RetirementWatch.class));

    private final Projects projects;
    private final Environments environments;
    private final Retirements retirements;

    RetirementWatch(Projects projects, Environments environments, Retirements retirements) {
        this.projects = projects;
        this.environments = environments;
        this.retirements = retirements;
    }

    @Scheduled(
            every = "${banyan.retirement.look-interval}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void look() {
        recurring.attempt(
                "Looking at routes to retire",
                () -> projects.all()
                        .forEach(project -> environments
                                .ofProject(project.key())
                                .forEach(environment -> recurring.attempt(
                                        "Looking at routes to retire of " + environment.scope(),
                                        () -> look(environment.scope())))));
    }

    private void look(EnvironmentScope scope) {
        for (String route : retirements.dueForALook(scope)) {
            recurring.attempt(
                    "The retirement of " + route + " of " + scope.project(), () -> retirements.look(scope, route));
        }
    }
}
