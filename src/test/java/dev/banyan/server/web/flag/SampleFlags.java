package dev.banyan.server.web.flag;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.Share;
import dev.banyan.server.web.preview.Samples;
import java.time.Duration;
import java.util.List;

/** Routes and how they stand. */
public final class SampleFlags {
    private SampleFlags() {}

    public static RouteHead head(String key, String method, String path, String team) {
        return RouteHeadBuilder.builder()
                .address(Samples.PRODUCTION.route(key))
                .description("Reads one order with its lines and its delivery.")
                .method(method)
                .path(path)
                .team(team)
                .migration("Orders out of the monolith")
                .legacyTarget("http://legacy-shop:8081")
                .newTarget("http://orders:8082")
                .bucketBy("customer")
                .build();
    }

    public static RouteHead orders() {
        return head("orders.get", "GET", "/orders/{id}", "Orders");
    }

    public static Rollout rollout(Stage from, Stage to, int millionths) {
        return new Rollout(from, to, new Share(millionths));
    }

    public static FlagPanel flag(RouteHead head, RouteKind kind, Rollout rollout, Permit permit) {
        return flag(head, kind, List.of(cohort("default", List.of(), kind, rollout)), null, permit);
    }

    public static FlagPanel flag(
            RouteHead head, RouteKind kind, List<CohortPanel> cohorts, RollbackView rollback, Permit permit) {
        Rollout last = cohorts.get(cohorts.size() - 1).rollout();
        FlagStatus status =
                FlagStatus.of(cohorts.stream().map(CohortPanel::rollout).toList(), rollback);
        TrackView track = rollback == null || rollback.underWay()
                ? TrackView.of(kind, last)
                : TrackView.capped(kind, last, rollback.cap());
        boolean canIsolate = kind == RouteKind.SIX && (rollback == null || !rollback.isolation());
        return FlagPanelBuilder.builder()
                .head(head)
                .version(12)
                .status(status)
                .track(track)
                .cohorts(cohorts)
                .safety(safety(last))
                .rollback(rollback)
                .pacedSeconds(0)
                .canIsolate(canIsolate)
                .permit(permit)
                .load(Load.NONE)
                .build();
    }

    public static FlagPanel notStarted(RouteHead head, RouteKind kind, Permit permit) {
        Rollout off = rollout(Stage.OFF, kind.stages().get(1), 0);
        return FlagPanelBuilder.builder()
                .head(head)
                .version(0)
                .status(FlagStatus.NOT_STARTED)
                .track(TrackView.of(kind, off))
                .cohorts(List.of(cohort("default", List.of(), kind, off)))
                .safety(SafetyView.ofSafe())
                .rollback(null)
                .pacedSeconds(0)
                .canIsolate(false)
                .permit(permit)
                .load(Load.NONE)
                .build();
    }

    public static CohortPanel cohort(String name, List<String> conditions, RouteKind kind, Rollout rollout) {
        return new CohortPanel(name, conditions, rollout, TrackView.of(kind, rollout));
    }

    public static RollbackView rollback(RouteHead head, Stage cap, Moment at) {
        boolean isolation = cap == Stage.OFF;
        return RollbackViewBuilder.builder()
                .cap(cap)
                .isolation(isolation)
                .scope(RollbackView.Scope.ROUTE)
                .scopeName(null)
                .actor("tom")
                .at(at)
                .resume(head.address().resume())
                .comingDown(null)
                .build();
    }

    private static SafetyView safety(Rollout rollout) {
        boolean onlyNew = rollout.to() == Stage.COMPLETE && !rollout.share().none();
        return onlyNew
                ? new SafetyView(SafetyView.Safety.LOSSY, Samples.ago(Duration.ofHours(3)))
                : SafetyView.ofSafe();
    }
}
