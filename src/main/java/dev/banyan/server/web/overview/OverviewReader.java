package dev.banyan.server.web.overview;

import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.health.reading.OutcomeSpan;
import dev.banyan.server.health.reading.Outcomes;
import dev.banyan.server.web.arrival.ConvergenceReader;
import dev.banyan.server.web.flag.FlagWords;
import dev.banyan.server.web.flag.Load;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.report.ReportReader;
import dev.banyan.server.web.traffic.SplitReader;
import dev.banyan.server.web.traffic.SplitView;
import dev.banyan.server.web.traffic.TrafficWords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what the overview of an environment shows. */
@ApplicationScoped
public class OverviewReader {
    private final Environments environments;
    private final Routes routes;
    private final Flags flags;
    private final Outcomes outcomes;
    private final SplitReader splits;
    private final ConvergenceReader convergences;
    private final ReportReader reports;
    private final Clock clock;

    OverviewReader(
            Environments environments,
            Routes routes,
            Flags flags,
            Outcomes outcomes,
            SplitReader splits,
            ConvergenceReader convergences,
            ReportReader reports,
            Clock clock) {
        this.environments = environments;
        this.routes = routes;
        this.flags = flags;
        this.outcomes = outcomes;
        this.splits = splits;
        this.convergences = convergences;
        this.reports = reports;
        this.clock = clock;
    }

    public SummaryView read(EnvironmentAddress address, Permit permit) {
        EnvironmentState environment = environments.get(address.project(), address.environment());
        FlagWords words = new FlagWords(environment, permit, clock.instant());
        List<RouteRow> rows = rows(environment, words);
        return SummaryViewBuilder.builder()
                .address(address)
                .environment(environment.name())
                .isProtected(environment.guarded())
                .split(TrafficWords.sum(rows.stream().map(RouteRow::split).toList()))
                .rows(rows)
                .rollback(words.ofEnvironment())
                .convergence(convergences
                        .read(environment, environment.revision(), clock.instant())
                        .inPassing())
                .permit(permit)
                .build();
    }

    private List<RouteRow> rows(EnvironmentState environment, FlagWords words) {
        Map<String, Route> byKey = routes.all(environment.scope().project(), null).stream()
                .collect(Collectors.toMap(Route::key, Function.identity()));
        Map<String, SplitView> splits = this.splits.read(environment.scope());
        Map<String, OutcomeSpan> lately = outcomes.byRoute(environment.scope(), Load.SPAN);
        Map<String, String> marks = reports.marks(environment.scope());
        Map<String, String> missing = reports.missing(environment.scope());
        return flags.ofEnvironment(environment.scope()).stream()
                .map(flag -> new RouteRow(
                        words.view(byKey.get(flag.route()), flag).under(Load.of(lately.get(flag.route()))),
                        SplitReader.of(splits, flag.route()),
                        marks.get(flag.route()),
                        missing.get(flag.route())))
                .toList();
    }
}
