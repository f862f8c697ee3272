package dev.banyan.server.web.route;

import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.flag.PastChange;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.health.reading.Outcomes;
import dev.banyan.server.report.LocalState;
import dev.banyan.server.web.arrival.ConvergenceReader;
import dev.banyan.server.web.arrival.InstanceReader;
import dev.banyan.server.web.flag.FlagWords;
import dev.banyan.server.web.flag.Load;
import dev.banyan.server.web.guard.GuardReader;
import dev.banyan.server.web.history.HistoryView;
import dev.banyan.server.web.history.HistoryWords;
import dev.banyan.server.web.kit.ChangeMark;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.plan.PlanBoards;
import dev.banyan.server.web.report.ReportReader;
import dev.banyan.server.web.traffic.TrafficView;
import dev.banyan.server.web.traffic.TrafficWords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what the page of a route shows. */
@ApplicationScoped
class RouteReader {
    private static final int CHANGES_SHOWN = 12;
    /** Those of one paced rollback must not hide the rest. */
    private static final int CHANGES_READ = 80;

    private final Environments environments;
    private final Routes routes;
    private final Flags flags;
    private final Outcomes outcomes;
    private final InstanceReader instances;
    private final ConvergenceReader convergences;
    private final ReportReader reports;
    private final GuardReader guards;
    private final PlanBoards plans;
    private final Clock clock;

    RouteReader(
            Environments environments,
            Routes routes,
            Flags flags,
            Outcomes outcomes,
            InstanceReader instances,
            ConvergenceReader convergences,
            ReportReader reports,
            GuardReader guards,
            PlanBoards plans,
            Clock clock) {
        this.environments = environments;
        this.routes = routes;
        this.flags = flags;
        this.outcomes = outcomes;
        this.instances = instances;
        this.convergences = convergences;
        this.reports = reports;
        this.guards = guards;
        this.plans = plans;
        this.clock = clock;
    }

    /** Everything at one moment, for one viewer. */
    RoutePicture read(RouteAddress address, Permit permit) {
        EnvironmentAddress where = address.environment();
        EnvironmentState environment = environments.get(where.project(), where.environment());
        Route route = routes.get(where.project(), address.key());
        Instant now = clock.instant();
        FlagView flag = flags.get(environment.scope(), route.key());
        List<PastChange> history = flags.history(environment.scope(), route.key(), Long.MAX_VALUE, CHANGES_READ);
        List<PastChange> told = HistoryWords.withoutSteps(history);
        List<LocalState> local = reports.local(environment.scope(), route.key());
        return RoutePictureBuilder.builder()
                .environment(environment)
                .route(route)
                .flag(flag)
                .shown(new FlagWords(environment, permit, now)
                        .view(route, flag)
                        .under(Load.of(
                                outcomes.byRoute(environment.scope(), Load.SPAN).get(route.key()))))
                .traffic(traffic(environment, route, told, now))
                .instances(instances.read(environment, history.get(0).revision(), local, now))
                .drill(convergences.drill(environment, address, flag.drill(), permit, now))
                .history(history(address, permit, flag, told, now))
                .reports(reports.read(environment.scope(), address, local, permit, now))
                .guard(guards.read(environment.scope(), address, now).offering(address, permit))
                .plan(plans.read(environment, address.plan(), permit, "", now))
                .build();
    }

    private TrafficView traffic(EnvironmentState environment, Route route, List<PastChange> history, Instant now) {
        List<ChangeMark> marks = HistoryWords.marks(history);
        Instant since = Optional.ofNullable(TrafficWords.moved(marks, now))
                .map(now::minus)
                .orElse(Instant.MIN);
        return TrafficWords.traffic(
                outcomes.ofRoute(environment.scope(), route.key(), TrafficWords.SPAN, TrafficWords.STEP, since),
                marks,
                now);
    }

    private static HistoryView history(
            RouteAddress address, Permit permit, FlagView flag, List<PastChange> history, Instant now) {
        HistoryWords words = new HistoryWords(now);
        return new HistoryView(
                address,
                permit,
                history.stream()
                        .limit(CHANGES_SHOWN)
                        .map(past -> words.change(past, flag))
                        .toList(),
                history.size() > CHANGES_SHOWN ? address.environment().audit() : null);
    }
}
