package dev.banyan.server.plan.evidence;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.guard.rules.GuardStanding;
import dev.banyan.server.guard.statistics.Verdict;
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
public class TestGuard implements GuardSource {
    private static final Map<String, GuardStanding> SAID = new ConcurrentHashMap<>();

    public static void says(String project, Verdict verdict, long callsOnNew) {
        SAID.put(project, new GuardStanding(verdict, "As the test says.", callsOnNew, Instant.EPOCH, false));
    }

    @Override
    public GuardStanding standing(EnvironmentScope scope, String route) {
        GuardStanding said = SAID.get(scope.project());
        return said == null
                ? new GuardStanding(Verdict.INCONCLUSIVE, "Nothing is known.", 0, null, false)
                : new GuardStanding(said.verdict(), said.words(), said.callsOnNew(), Instant.now(), false);
    }

    @Override
    public void beginAnew(EnvironmentScope scope, String route, Actor actor) {
        SAID.remove(scope.project());
    }
}
