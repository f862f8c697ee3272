package dev.banyan.server.guard.rules;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.database.Sums;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.Guardrail;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen of a route since its rollout moved somebody last.
 *
 * @param standing the rollout: while it is equal, it is the same episode
 * @param words "serves 25 % from new"
 * @param revision the environment's revision that began it
 * @param newest the end of the newest block; null before the first
 * @param over set from outside to begin anew with the next outcomes
 */
@RecordBuilder
public record AnalysisRun(
        long environmentId,
        String route,
        String standing,
        String words,
        Set<Stage> stages,
        long revision,
        Instant began,
        Instant newest,
        long callsOnNew,
        List<GuardrailState> rails,
        boolean over) {

    public AnalysisRun {
        stages = Set.copyOf(stages);
        rails = List.copyOf(rails);
    }

    /** @param before what went before it, or null */
    public static AnalysisRun begin(RolloutNow now, List<Guardrail> guardrails, AnalysisRun before, Instant began) {
        return AnalysisRunBuilder.builder()
                .environmentId(now.scope().id())
                .route(now.route())
                .standing(now.standing())
                .words(now.words())
                .stages(now.stages())
                .revision(now.version())
                .began(began)
                .newest(null)
                .callsOnNew(0)
                .rails(guardrails.stream()
                        .map(rail -> Optional.ofNullable(before)
                                .flatMap(past -> past.rail(rail.name()))
                                .map(state -> now.rolledBack() ? state.afresh(rail) : state.anew(rail))
                                .orElseGet(() -> GuardrailState.start(rail)))
                        .toList())
                .over(false)
                .build();
    }

    /** After a breach every change of the flag counts: it may have been rolled back and resumed while nobody measured anything. */
    public boolean isOf(RolloutNow now) {
        boolean touched = now.version() != revision && rails.stream().anyMatch(GuardrailState::breached);
        return !over && !touched && standing.equals(now.standing());
    }

    Optional<GuardrailState> rail(String name) {
        return rails.stream().filter(each -> each.rail().name().equals(name)).findFirst();
    }

    /** The guardrails may have been changed meanwhile. */
    public AnalysisRun guardedBy(List<Guardrail> guardrails) {
        return with(guardrails.stream()
                .map(rail -> rail(rail.name())
                        .map(state -> state.rail().equals(rail) ? state : state.anew(rail))
                        .orElseGet(() -> GuardrailState.start(rail)))
                .toList());
    }

    /** Nobody is on new any more, or somebody wants all to be asked anew. */
    public AnalysisRun ended() {
        return AnalysisRunBuilder.builder(this).over(true).build();
    }

    AnalysisRun with(List<GuardrailState> others) {
        return AnalysisRunBuilder.builder(this).rails(others).build();
    }

    AnalysisRun seen(Instant to, long moreOnNew) {
        Instant later = newest == null || to.isAfter(newest) ? to : newest;
        return AnalysisRunBuilder.builder(this)
                .newest(later)
                .callsOnNew(Sums.of(callsOnNew, moreOnNew))
                .build();
    }
}
