package dev.banyan.server.flag;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.state.CohortSpec;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.KnownHarm;
import dev.banyan.server.flag.state.RolloutSpec;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whoever moves somebody forward while the new side is known to do harm may do so, and says why. */
@ApplicationScoped
public class HarmCheck {
    private final KnownHarm harm;

    HarmCheck(KnownHarm harm) {
        this.harm = harm;
    }

    /** @param reason what the sender said, or null */
    public void require(EnvironmentScope scope, String route, FlagState before, FlagState wanted, String reason) {
        if (reason == null) {
            known(scope, route, before, wanted).ifPresent(words -> {
                throw Problem.badField(
                        "reason",
                        "The new side does harm, so going forward needs a reason. " + words + ".",
                        "Say in a few words why you go forward all the same; or mend the new side and have it judged anew.");
            });
        }
    }

    /** The harm that is known, if the change leads anybody on to the new side. */
    public Optional<String> known(EnvironmentScope scope, String route, FlagState before, FlagState wanted) {
        return leadsForward(before, wanted) ? harm.of(scope, route) : Optional.empty();
    }

    /** Whether any cohort stands further on than it, or whoever it was taken from, did. */
    static boolean leadsForward(FlagState before, FlagState wanted) {
        Map<String, Double> places = before.cohorts().stream()
                .collect(Collectors.toMap(CohortSpec::name, cohort -> before.enabled() ? place(cohort) : 0));
        Function<CohortSpec, Double> was = cohort -> places.getOrDefault(cohort.name(), places.get(CohortSpec.DEFAULT));
        List<CohortSpec> after = wanted.enabled() ? wanted.cohorts() : List.of();
        return after.stream().anyMatch(cohort -> place(cohort) > was.apply(cohort));
    }

    private static double place(CohortSpec cohort) {
        Stage from = cohort.rollout().from();
        int way = cohort.rollout().to().ordinal() - from.ordinal();
        return from.ordinal() + way * (double) cohort.rollout().share() / RolloutSpec.WHOLE;
    }
}
