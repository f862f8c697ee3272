package dev.banyan.server.web.route;

import static dev.banyan.server.web.preview.Samples.PRODUCTION;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.RouteBuilder;
import dev.banyan.server.catalog.TestRoute;
import dev.banyan.server.flag.state.BreakerView;
import dev.banyan.server.flag.state.BreakerViewBuilder;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.flag.state.FlagViewBuilder;
import dev.banyan.server.flag.state.ShadowView;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.flag.RouteHead;
import dev.banyan.server.web.flag.SampleFlags;
import dev.banyan.server.web.guard.GuardView;
import dev.banyan.server.web.history.SampleHistory;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.preview.Samples;
import dev.banyan.server.web.report.ReportsView;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form for comparing and protecting, in the states that it knows. */
public final class SampleSettings {
    public static final ShadowView ALL = new ShadowView(BigDecimal.valueOf(100), BigDecimal.ZERO);
    public static final ShadowView SOME = new ShadowView(BigDecimal.TEN, BigDecimal.ONE);
    static final BreakerView BREAKER = BreakerViewBuilder.builder()
            .errorRate(BigDecimal.valueOf(50))
            .slowRate(BigDecimal.valueOf(80))
            .slowMillis(1_500)
            .windowSeconds(10)
            .minimumCalls(20)
            .openSeconds(30)
            .probes(5)
            .build();

    private SampleSettings() {}

    static SettingsForm of(RouteHead head, RouteKind kind, Permit permit) {
        return SettingsForms.fresh(picture(head, kind, ALL, null, permit));
    }

    static SettingsForm protectedBy(RouteHead head, BreakerView breaker) {
        return SettingsForms.fresh(picture(head, RouteKind.SIX, SOME, breaker, Samples.EDITOR));
    }

    static SettingsForm refused(RouteHead head) {
        Map<String, String> typed = new HashMap<>(Map.of(
                "shadow.percentage", "10", "shadow.control", "1", "breaker", "on", "reason", "The night was long"));
        typed.putAll(Map.of(
                "breaker.errorRate",
                "50",
                "breaker.slowRate",
                "100",
                "breaker.slowMillis",
                "0",
                "breaker.windowSeconds",
                "900",
                "breaker.minimumCalls",
                "20",
                "breaker.openSeconds",
                "30",
                "breaker.probes",
                "5"));
        return SettingsForms.filled(
                picture(head, RouteKind.SIX, ALL, null, Samples.EDITOR),
                new SettingsForms.Entry(typed),
                Problem.badField(
                        "breaker.windowSeconds", "900 is not within 1 and 300.", "Send a whole number from 1 to 300."));
    }

    static RoutePicture picture(RouteHead head, RouteKind kind, ShadowView shadow, BreakerView breaker, Permit permit) {
        return new RoutePicture(
                null,
                route(head, kind),
                flag(head, kind, shadow, breaker),
                SampleFlags.notStarted(head, kind, permit),
                null,
                null,
                null,
                SampleHistory.history(permit),
                ReportsView.NONE,
                GuardView.NONE);
    }

    static FlagView flag(RouteHead head, RouteKind kind, ShadowView shadow, BreakerView breaker) {
        return FlagViewBuilder.builder()
                .route(head.key())
                .environment(PRODUCTION.environment())
                .version(12)
                .revision(40)
                .kind(kind.stageCount())
                .stages(kind.stages())
                .enabled(true)
                .cohorts(List.of())
                .shadow(shadow)
                .breaker(breaker)
                .pacedSeconds(0)
                .rollback(null)
                .served(null)
                .environmentRollback(null)
                .safety(null)
                .drill(null)
                .build();
    }

    private static Route route(RouteHead head, RouteKind kind) {
        return RouteBuilder.builder(TestRoute.of(head.key(), kind))
                .project(PRODUCTION.project())
                .method(head.method())
                .path(head.path())
                .build();
    }
}
