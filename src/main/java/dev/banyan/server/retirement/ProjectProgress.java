package dev.banyan.server.retirement;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.banyan.server.environment.EnvironmentState;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is still on legacy in a project, environment by environment: they are not added up, since a request of a test is none of a customer.
 *
 * @param counts the key of the environment that tells how far the project is; null without any environment
 */
public record ProjectProgress(@Schema(nullable = true) String counts, List<Environment> environments) {

    public record Environment(
            String key,
            String name,
            @JsonProperty("protected") boolean guarded,
            Progress progress) {
        static Environment of(EnvironmentState state, Progress progress) {
            return new Environment(state.scope().key(), state.name(), state.guarded(), progress);
        }

        private long requests() {
            return progress.days().stream().mapToLong(Progress.Day::requests).sum();
        }
    }

    /** Old code can go when the customers do without it: they are where it is protected, and where most requests are. */
    private static final Comparator<Environment> COUNTS_LEAST_FIRST =
            Comparator.comparing(Environment::guarded).thenComparingLong(Environment::requests);

    static ProjectProgress of(List<Environment> environments) {
        return new ProjectProgress(
                environments.stream()
                        .max(COUNTS_LEAST_FIRST)
                        .map(Environment::key)
                        .orElse(null),
                List.copyOf(environments));
    }
}
