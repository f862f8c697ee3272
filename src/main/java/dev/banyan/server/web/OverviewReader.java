package dev.banyan.server.web;

import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.health.OutcomeSpan;
import dev.banyan.server.health.Outcomes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what the overview of an environment shows. */
@ApplicationScoped
class OverviewReader {
    private final Environments environments;
    private final Routes routes;
    private final Flags flags;
    private final Outcomes outcomes;
    private final ConvergenceReader convergences;
    private final ReportReader reports;
    private final Clock clock;

    OverviewReader(
            Environments environments,
            Routes routes,
            Flags flags,
            Outcomes outcomes,
            ConvergenceReader convergences,
            ReportReader reports,
            Clock clock) {
        this.environments = environments;
        this.routes = routes;
        this.flags = flags;
        this.outcomes = outcomes;
        this.convergences = convergences;
        this.reports = reports;
        this.clock = clock;
    }

    SummaryView read(EnvironmentAddress address, Permit permit) {
        EnvironmentState environment = environments.get(address.project(), address.environment());
        FlagWords words = new FlagWords(environment, permit, clock.instant());
        List<RouteRow> rows = rows(environment, words);
        return new SummaryView(
                address,
                environment.name(),
                environment.guarded(),
                TrafficWords.sum(rows.stream().map(RouteRow::split).toList()),
                rows,
                words.ofEnvironment(),
                convergences
                        .read(environment, environment.revision(), clock.instant())
                        .inPassing(),
                permit);
    }

    private List<RouteRow> rows(EnvironmentState environment, FlagWords words) {
        Map<String, Route> byKey = routes.all(environment.scope().project(), null).stream()
                .collect(Collectors.toMap(Route::key, Function.identity()));
        Map<String, OutcomeSpan> spans = outcomes.byRoute(environment.scope(), TrafficWords.SPAN);
        Map<String, String> marks = reports.marks(environment.scope());
        Map<String, String> missing = reports.missing(environment.scope());
        Instant now = clock.instant();
        return flags.ofEnvironment(environment.scope()).stream()
                .map(flag -> new RouteRow(
                        words.view(byKey.get(flag.route()), flag),
                        split(spans.get(flag.route()), now),
                        marks.get(flag.route()),
                        missing.get(flag.route())))
                .toList();
    }

    private static SplitView split(OutcomeSpan span, Instant now) {
        return span == null ? TrafficWords.silent() : TrafficWords.split(span, span.newest(), now);
    }
}
