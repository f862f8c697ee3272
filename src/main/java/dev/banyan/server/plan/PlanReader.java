package dev.banyan.server.plan;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.plan.PlanMoved.Kind;
import dev.banyan.server.plan.PlanView.Happening;
import dev.banyan.server.plan.PlanView.Progress;
import dev.banyan.server.plan.PlanView.Waiting;
import dev.banyan.server.plan.evidence.EvidenceReader;
import dev.banyan.server.plan.evidence.Traffic;
import dev.banyan.server.plan.rules.Keys;
import dev.banyan.server.plan.rules.Plan;
import dev.banyan.server.plan.rules.PlanDecision;
import dev.banyan.server.plan.rules.PlanEvidence;
import dev.banyan.server.plan.rules.PlanEvidenceBuilder;
import dev.banyan.server.plan.rules.PlanForecast;
import dev.banyan.server.plan.rules.PlanRules;
import dev.banyan.server.plan.rules.PlanState;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.plan.rules.WaitsFor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says of a plan how far it is, what it waits for, and when it will be done. */
@ApplicationScoped
class PlanReader {
    private final PlanRows rows;
    private final Calendars calendars;
    private final EvidenceReader evidences;
    private final Traffic traffic;

    PlanReader(PlanRows rows, Calendars calendars, EvidenceReader evidences, Traffic traffic) {
        this.rows = rows;
        this.calendars = calendars;
        this.evidences = evidences;
        this.traffic = traffic;
    }

    PlanView read(EnvironmentScope scope, PlanEntity entity) {
        List<String> routes = rows.routes(scope, entity);
        Plan plan = entity.plan(calendars.of(scope));
        PlanState state = entity.state();
        Instant now = rows.now();
        boolean live = state.status().live();
        PlanEvidence evidence = live ? evidences.read(scope, routes, entity.revision) : NOTHING;
        PlanForecast forecast = live
                ? PlanForecast.of(plan, state, evidence.callsOnNew(), traffic.perSecond(scope, routes), now)
                : new PlanForecast(
                        plan.steps().stream().map(any -> (Instant) null).toList(), null, null);
        Waiting waiting = waiting(plan, state, evidence, now);
        return view(entity, routes, plan, requesters(scope, entity), waiting, forecast, happenings(scope, entity));
    }

    private static final PlanEvidence NOTHING = PlanEvidenceBuilder.builder()
            .guard(Verdict.INCONCLUSIVE)
            .guardWords("")
            .callsOnNew(0)
            .newestData(null)
            .bothDegraded(false)
            .blindSince(null)
            .rolledBack(false)
            .movedBy(null)
            .build();

    private static PlanView view(
            PlanEntity entity,
            List<String> routes,
            Plan plan,
            List<String> requesters,
            Waiting waiting,
            PlanForecast forecast,
            List<Happening> happenings) {
        return PlanViewBuilder.builder()
                .id(entity.id)
                .version(entity.version)
                .name(entity.name)
                .routes(routes)
                .kind(entity.kind)
                .template(entity.template == null ? null : Template.parse(entity.template))
                .status(entity.state().status())
                .step(entity.step)
                .steps(IntStream.range(0, plan.steps().size())
                        .mapToObj(i -> step(plan, entity.state(), i, forecast, happenings))
                        .toList())
                .waitsFor(waiting)
                .words(entity.words)
                .startedBy(entity.startedBy)
                .requesters(requesters)
                .createdAt(entity.createdAt)
                .startedAt(entity.startedAt)
                .endedAt(entity.endedAt)
                .expectedEnd(forecast.end())
                .unknown(forecast.unknown())
                .events(happenings)
                .build();
    }

    /** Whoever started it or laid down any of its steps: none of them approves one. */
    List<String> requesters(EnvironmentScope scope, PlanEntity plan) {
        return Stream.concat(
                        Stream.of(plan.startedBy, plan.editedBy).filter(Objects::nonNull),
                        rows.editors(scope, plan).stream())
                .distinct()
                .toList();
    }

    private static Waiting waiting(Plan plan, PlanState state, PlanEvidence evidence, Instant now) {
        PlanDecision decision = PlanRules.decide(plan, state, evidence, now);
        if (decision instanceof PlanDecision.Wait wait) {
            return new Waiting(wait.reason(), wait.words(), wait.until());
        }
        return new Waiting(WaitsFor.NOTHING, words(decision), null);
    }

    private static String words(PlanDecision decision) {
        if (decision instanceof PlanDecision.Pause pause) {
            return pause.words();
        }
        return decision instanceof PlanDecision.Finish ? "All steps are taken." : "Takes the next step now.";
    }

    private static PlanView.Step step(
            Plan plan, PlanState state, int index, PlanForecast forecast, List<Happening> happenings) {
        Instant taken = happenings.stream()
                .filter(each -> each.kind() == Kind.STEPPED && each.step() == index && index <= state.step())
                .map(Happening::at)
                .findFirst()
                .orElse(null);
        return new PlanView.Step(
                plan.step(index),
                progress(state, index),
                taken,
                forecast.steps().get(index));
    }

    private static Progress progress(PlanState state, int index) {
        if (index == state.step() && state.status() != Status.FINISHED) {
            return Progress.NOW;
        }
        return index <= state.step() ? Progress.DONE : Progress.TO_COME;
    }

    private List<Happening> happenings(EnvironmentScope scope, PlanEntity plan) {
        return rows.events(scope, plan).stream()
                .map(each ->
                        new Happening(each.at, Keys.parse(Kind.class, each.kind), each.step, each.actor, each.words))
                .toList();
    }
}
