package dev.banyan.server.web.report;

import dev.banyan.evaluation.Side;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.flag.state.Missing;
import dev.banyan.server.health.comparison.ComparisonCounts;
import dev.banyan.server.health.comparison.ComparisonSample;
import dev.banyan.server.health.comparison.Comparisons;
import dev.banyan.server.health.comparison.DifferentPath;
import dev.banyan.server.report.Backlog;
import dev.banyan.server.report.Backlogs;
import dev.banyan.server.report.Declaration;
import dev.banyan.server.report.Declarations;
import dev.banyan.server.report.Drifts;
import dev.banyan.server.report.LocalState;
import dev.banyan.server.report.LocalStates;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.KindWords;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what services report about themselves and their routes, in the words of the pages. */
@ApplicationScoped
public class ReportReader {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int PATHS_SHOWN = 20;
    private static final int SAMPLES_SHOWN = 15;

    private final Comparisons comparisons;
    private final LocalStates locals;
    private final Backlogs backlogs;
    private final Declarations declarations;
    private final Drifts drifts;

    ReportReader(
            Comparisons comparisons, LocalStates locals, Backlogs backlogs, Declarations declarations, Drifts drifts) {
        this.comparisons = comparisons;
        this.locals = locals;
        this.backlogs = backlogs;
        this.declarations = declarations;
        this.drifts = drifts;
    }

    public ReportsView read(
            EnvironmentScope scope, RouteAddress address, List<LocalState> local, Permit permit, Instant now) {
        return new ReportsView(
                comparison(scope, address.key(), now),
                LocalView.of(local, now),
                backlog(address, backlogs.ofRoute(scope, address.key()), permit, now),
                new CodeView(declarations.ofRoute(scope, address.key()).stream()
                        .map(ReportReader::build)
                        .toList()));
    }

    public List<LocalState> local(EnvironmentScope scope, String route) {
        return locals.ofRoute(scope, route);
    }

    /** By route, in the words of the list. */
    public Map<String, String> marks(EnvironmentScope scope) {
        return locals.of(scope).stream()
                .filter(LocalState::deviates)
                .collect(Collectors.groupingBy(
                        LocalState::route, Collectors.collectingAndThen(Collectors.toList(), LocalView::mark)));
    }

    /** What either side lacks by route, in the words of the list. */
    public Map<String, String> missing(EnvironmentScope scope) {
        Map<String, Missing> onLegacy = backlogs.of(scope, Side.LEGACY);
        Map<String, Missing> onNew = backlogs.of(scope, Side.NEW);
        return Stream.concat(onLegacy.keySet().stream(), onNew.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        route -> BacklogView.mark(
                                onLegacy.getOrDefault(route, Missing.NONE), onNew.getOrDefault(route, Missing.NONE))));
    }

    public DriftView drift(EnvironmentScope scope) {
        return DriftView.of(new EnvironmentAddress(scope.project(), scope.key()), drifts.of(scope));
    }

    private ComparisonView comparison(EnvironmentScope scope, String route, Instant now) {
        ComparisonCounts day = comparisons.counts(scope, route, Comparisons.KEPT);
        if (day.none()) {
            return ComparisonView.NONE;
        }
        return new ComparisonView(
                comparisons.counts(scope, route, HOUR),
                day,
                comparisons.paths(scope, route).stream()
                        .limit(PATHS_SHOWN)
                        .map(ReportReader::path)
                        .toList(),
                comparisons.samples(scope, route, Long.MAX_VALUE, SAMPLES_SHOWN).stream()
                        .map(sample -> sample(sample, now))
                        .toList());
    }

    private static ComparisonView.PathRow path(DifferentPath path) {
        return new ComparisonView.PathRow(
                KindWords.place(path.path()),
                KindWords.of(path.path(), path.kind()),
                Figures.count(path.count()),
                path.control() == 0 ? "–" : Figures.count(path.control()),
                path.noise());
    }

    private static ComparisonView.SampleRow sample(ComparisonSample sample, Instant now) {
        return ComparisonViewSampleRowBuilder.builder()
                .path(KindWords.place(sample.path()))
                .kind(KindWords.of(sample.path(), sample.kind()))
                .legacy(sample.legacy())
                .fresh(sample.fresh())
                .withheld(sample.redacted())
                .noise(sample.noise())
                .at(new Moment(sample.at(), now))
                .build();
    }

    private static BacklogView backlog(RouteAddress address, List<Backlog> all, Permit permit, Instant now) {
        return new BacklogView(
                Stream.of(Side.values())
                        .map(side -> ofSide(address, side, all, now))
                        .filter(side -> !side.ledgers().isEmpty())
                        .toList(),
                permit);
    }

    private static BacklogView.OfSide ofSide(RouteAddress address, Side side, List<Backlog> both, Instant now) {
        List<Backlog> all = both.stream()
                .filter(backlog -> backlog.side().equals(side.key()))
                .toList();
        return new BacklogView.OfSide(
                side,
                all.stream().mapToLong(Backlog::entries).sum(),
                all.stream().mapToLong(Backlog::lost).sum(),
                all.stream()
                        .map(Backlog::oldest)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .map(at -> new Moment(at, now))
                        .orElse(null),
                all.stream().map(each -> ledger(address, each, now)).toList());
    }

    private static BacklogView.Ledger ledger(RouteAddress address, Backlog backlog, Instant now) {
        return BacklogViewLedgerBuilder.builder()
                .name(backlog.ledger())
                .service(backlog.application().isEmpty() ? "(unnamed)" : backlog.application())
                .host(backlog.host())
                .entries(backlog.entries())
                .lost(backlog.lost())
                .reasons(reasons(backlog.reasons()))
                .reported(new Moment(backlog.reportedAt(), now))
                .discard(address.discard(backlog.ledger()))
                .build();
    }

    private static String reasons(Map<String, Long> reasons) {
        return reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(reason -> reason.getKey() + " × " + Figures.count(reason.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static CodeView.Build build(Declaration declaration) {
        String kind = declaration.kind() == null ? "" : declaration.kind() + " stages, ";
        return new CodeView.Build(
                declaration.application().isEmpty() ? "(unnamed)" : declaration.application(),
                declaration.version(),
                declaration.running() == 0
                        ? "not running now"
                        : Figures.count(declaration.running(), "instance", "instances"),
                kind + "default " + declaration.defaultStage(),
                declaration.sites());
    }
}
