package dev.banyan.server.web.flag;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.flag.state.CohortView;
import dev.banyan.server.flag.state.ConditionSpec;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.flag.state.PacedRollbackProgress;
import dev.banyan.server.flag.state.RollbackSafety;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.Share;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** From a flag as the flags slice tells it to a flag as a page shows it. */
public final class FlagWords {
    private static final BigDecimal MILLIONTHS_PER_PERCENT = BigDecimal.valueOf(10_000);

    private final EnvironmentState environment;
    private final EnvironmentAddress address;
    private final Permit permit;
    private final Instant now;

    public FlagWords(EnvironmentState environment, Permit permit, Instant now) {
        EnvironmentScope scope = environment.scope();
        this.environment = environment;
        this.address = new EnvironmentAddress(scope.project(), scope.key());
        this.permit = permit;
        this.now = now;
    }

    RouteHead head(Route route) {
        return RouteHeadBuilder.builder()
                .address(address.route(route.key()))
                .description(blankToNull(route.description()))
                .method(route.method())
                .path(route.path())
                .team(route.ownerTeam())
                .migration(route.migration())
                .legacyTarget(route.legacyTarget())
                .newTarget(route.newTarget())
                .bucketBy(route.bucketBy().equals("targetingKey") ? "targeting key" : route.bucketBy())
                .build();
    }

    public FlagPanel view(Route route, FlagView flag) {
        RollbackView rollback = rollback(route, flag);
        List<CohortView> shown = rollback != null && rollback.underWay() ? flag.served() : flag.cohorts();
        List<CohortPanel> cohorts = shown.stream()
                .map(cohort -> cohort(route.kind(), cohort, rollback))
                .toList();
        FlagStatus status = flag.enabled() || rollback != null
                ? FlagStatus.of(cohorts.stream().map(CohortPanel::rollout).toList(), rollback)
                : FlagStatus.NOT_STARTED;
        return FlagPanelBuilder.builder()
                .head(head(route))
                .version(flag.version())
                .status(status)
                .track(cohorts.get(cohorts.size() - 1).track())
                .cohorts(cohorts)
                .safety(safety(flag.safety()))
                .rollback(rollback)
                .pacedSeconds(flag.pacedSeconds())
                .canIsolate(canIsolate(route, rollback))
                .permit(permit)
                .load(Load.NONE)
                .build();
    }

    public static Rollout rollout(CohortView.Rollout rollout) {
        int share = rollout.percentage().multiply(MILLIONTHS_PER_PERCENT).intValueExact();
        return new Rollout(rollout.from(), rollout.to(), new Share(share));
    }

    private static CohortPanel cohort(RouteKind kind, CohortView cohort, RollbackView rollback) {
        Rollout rollout = rollout(cohort.rollout());
        TrackView track = rollback == null || rollback.underWay()
                ? TrackView.of(kind, rollout)
                : TrackView.capped(kind, rollout, rollback.cap());
        return new CohortPanel(
                cohort.name(),
                cohort.conditions().stream().map(FlagWords::words).toList(),
                rollout,
                track);
    }

    private static String words(ConditionSpec condition) {
        return ConditionWords.of(condition.attribute(), condition.operator(), condition.values(), condition.negated());
    }

    /** The whole environment's rollback is told first: it is the one that has to be lifted first. */
    private RollbackView rollback(Route route, FlagView flag) {
        if (environment.rollback() != null) {
            Stage cap = environment.rollback().cap(route.kind());
            boolean deeper = flag.rollback() != null
                    && !flag.rollback().isUnderWay()
                    && flag.rollback().stage().compareTo(cap) < 0;
            return ofEnvironment(deeper ? flag.rollback().stage() : cap);
        }
        return flag.rollback() == null
                ? null
                : RollbackViewBuilder.builder()
                        .cap(flag.rollback().stage())
                        .isolation(flag.rollback().mode() == RollbackMode.ISOLATE)
                        .scope(RollbackView.Scope.ROUTE)
                        .scopeName(route.key())
                        .actor(flag.rollback().by())
                        .at(moment(flag.rollback().at()))
                        .resume(address.route(route.key()).resume())
                        .comingDown(comingDown(flag.rollback().pace()))
                        .build();
    }

    private static RollbackView.ComingDown comingDown(PacedRollbackProgress pace) {
        return pace == null ? null : new RollbackView.ComingDown(pace.seconds(), 100 * pace.step() / pace.steps());
    }

    /** Null when the environment as a whole is not rolled back. */
    public RollbackView ofEnvironment() {
        return environment.rollback() == null ? null : ofEnvironment(Stage.OFF);
    }

    private RollbackView ofEnvironment(Stage cap) {
        return RollbackViewBuilder.builder()
                .cap(cap)
                .isolation(environment.rollback() == RollbackMode.ISOLATE)
                .scope(RollbackView.Scope.ENVIRONMENT)
                .scopeName(environment.name())
                .actor(environment.rolledBackBy())
                .at(moment(environment.rolledBackAt()))
                .resume(address.resume())
                .comingDown(null)
                .build();
    }

    private static boolean canIsolate(Route route, RollbackView rollback) {
        return route.kind() == RouteKind.SIX && (rollback == null || rollback.cap() != Stage.OFF);
    }

    private SafetyView safety(RollbackSafety safety) {
        return new SafetyView(
                SafetyView.Safety.valueOf(safety.level().name()),
                moment(safety.since()),
                safety.missing(),
                moment(safety.missingSince()));
    }

    /** Null of null. */
    Moment moment(Instant at) {
        return at == null ? null : new Moment(at, now);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** What holds once nothing holds the route back. */
    public static Rollout beneath(FlagView flag) {
        return rollout(flag.cohorts().get(flag.cohorts().size() - 1).rollout());
    }
}
