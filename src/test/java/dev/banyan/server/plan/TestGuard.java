package dev.banyan.server.plan;

import dev.banyan.server.environment.EnvironmentScope;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says of a project's routes what a test wants to hear, and of all others that nothing is known. */
@Alternative
@Priority(1)
@ApplicationScoped
class TestGuard implements GuardSource {
    private static final Map<String, GuardReading> SAID = new ConcurrentHashMap<>();

    static void says(String project, Verdict verdict, long callsOnNew) {
        SAID.put(project, new GuardReading(verdict, "As the test says.", callsOnNew, Instant.EPOCH, false));
    }

    @Override
    public GuardReading standing(EnvironmentScope scope, String route) {
        GuardReading said = SAID.get(scope.project());
        return said == null
                ? new GuardReading(Verdict.INCONCLUSIVE, "Nothing is known.", 0, null, false)
                : new GuardReading(said.verdict(), said.words(), said.callsOnNew(), Instant.now(), false);
    }
}
