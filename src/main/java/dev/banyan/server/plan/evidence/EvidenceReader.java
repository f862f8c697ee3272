package dev.banyan.server.plan.evidence;

import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.guard.rules.GuardStanding;
import dev.banyan.server.plan.rules.PlanEvidence;
import dev.banyan.server.plan.rules.PlanEvidenceBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers what is known of a plan's routes. */
@ApplicationScoped
public class EvidenceReader {
    /** Settings may be changed and drills made while a plan runs; so many since its last step say enough. */
    private static final int CHANGES_LOOKED_AT = 100;

    private final Flags flags;
    private final GuardSource guard;

    EvidenceReader(Flags flags, GuardSource guard) {
        this.flags = flags;
        this.guard = guard;
    }

    public PlanEvidence read(EnvironmentScope scope, List<String> routes, long revision) {
        GuardStanding standing = WorstStanding.of(
                routes.stream().map(route -> guard.standing(scope, route)).toList());
        Optional<PastChange> touched = routes.stream()
                .flatMap(route -> flags.historySince(scope, route, revision, CHANGES_LOOKED_AT).stream())
                .filter(EvidenceReader::movesSomebody)
                .min(Comparator.comparingLong(PastChange::revision));
        boolean now = routes.stream().anyMatch(route -> flags.get(scope, route).rolledBack());
        return PlanEvidenceBuilder.builder()
                .guard(standing.verdict())
                .guardWords(standing.words())
                .callsOnNew(standing.callsOnNew())
                .newestData(standing.newestData())
                .bothDegraded(standing.bothDegraded())
                .blindSince(standing.blindSince())
                .rolledBack(now || touched.filter(EvidenceReader::takesBack).isPresent())
                .movedBy(touched.map(PastChange::actor).orElse(null))
                .build();
    }

    /** What leaves everybody where they are, such as a drill or a breaker's figures, is no business of the plan. */
    private static boolean movesSomebody(PastChange change) {
        if (change.before() == null || change.after() == null) {
            return true;
        }
        return change.before().enabled() != change.after().enabled()
                || !change.before().cohorts().equals(change.after().cohorts())
                || !Optional.ofNullable(change.before().rollback())
                        .equals(Optional.ofNullable(change.after().rollback()));
    }

    private static boolean takesBack(PastChange change) {
        return AuditAction.find(change.action())
                .filter(action -> action.takesBack() || action.resumes())
                .isPresent();
    }
}
