package dev.banyan.server.web.report;

import static dev.banyan.server.web.preview.Samples.EDITOR;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.ago;

import dev.banyan.evaluation.Side;
import dev.banyan.server.flag.state.Missing;
import dev.banyan.server.health.comparison.ComparisonCountsBuilder;
import dev.banyan.server.report.DriftFinding;
import dev.banyan.server.report.LocalState;
import dev.banyan.server.report.LocalStateBuilder;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.FlagPanelBuilder;
import dev.banyan.server.web.flag.Load;
import dev.banyan.server.web.flag.SafetyView;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.overview.OverviewView;
import dev.banyan.server.web.overview.OverviewViewBuilder;
import dev.banyan.server.web.overview.RouteRow;
import dev.banyan.server.web.route.RoutePage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Pages on which services report everything that they can. */
public final class SampleReports {
    private static final Moment NOW = ago(Duration.ZERO);

    private SampleReports() {}

    public static RoutePage route(RoutePage plain) {
        return new RoutePage(
                plain.layout(),
                lacking(plain.flag()),
                plain.form(),
                plain.settings(),
                plain.traffic(),
                plain.instances(),
                plain.drill(),
                plain.history(),
                new ReportsView(comparison(), local(), backlog(), code()));
    }

    public static OverviewView overview(OverviewView plain) {
        List<RouteRow> rows = new ArrayList<>(plain.rows());
        RouteRow first = rows.get(0);
        rows.set(0, new RouteRow(first.flag(), first.split(), LocalView.mark(states()), null));
        RouteRow place = rows.get(3);
        String missing = BacklogView.mark(new Missing(12, 2, null), new Missing(3, 0, null));
        rows.set(3, new RouteRow(lacking(place.flag()), place.split(), null, missing));
        return OverviewViewBuilder.builder(plain)
                .rows(rows)
                .drift(drift())
                .search("")
                .build();
    }

    private static FlagPanel lacking(FlagPanel plain) {
        return FlagPanelBuilder.builder(plain)
                .safety(new SafetyView(SafetyView.Safety.LOSSY, null, 14, ago(Duration.ofHours(3))))
                .load(Load.NONE)
                .build();
    }

    static ComparisonView comparison() {
        return new ComparisonView(
                ComparisonCountsBuilder.builder()
                        .compared(12_406)
                        .mismatched(38)
                        .failed(1)
                        .dropped(12)
                        .late(40)
                        .controls(124)
                        .learning(0)
                        .build(),
                ComparisonCountsBuilder.builder()
                        .compared(301_220)
                        .mismatched(1_604)
                        .failed(3)
                        .dropped(12)
                        .late(40)
                        .controls(3_012)
                        .learning(0)
                        .build(),
                List.of(
                        new ComparisonView.PathRow("$.items[].price", "another value", "1,590", "–", false),
                        new ComparisonView.PathRow("$.delivery.window.latest", "missing in new", "14", "–", false),
                        new ComparisonView.PathRow("$.servedAt", "another value", "301,220", "3,012", true)),
                IntStream.range(0, 5).mapToObj(SampleReports::sample).toList());
    }

    private static ComparisonView.SampleRow sample(int number) {
        Moment at = ago(Duration.ofSeconds(20 + 90L * number));
        return switch (number) {
            case 0 ->
                ComparisonViewSampleRowBuilder.builder()
                        .path("$.items[].price")
                        .kind("another value")
                        .legacy("<b>12.90</b>")
                        .fresh("12.9")
                        .withheld(false)
                        .noise(false)
                        .at(at)
                        .build();
            case 1 ->
                ComparisonViewSampleRowBuilder.builder()
                        .path("$.delivery.window.latest")
                        .kind("missing in new")
                        .legacy("2026-03-02T18:00:00+01:00")
                        .fresh(null)
                        .withheld(false)
                        .noise(false)
                        .at(at)
                        .build();
            default ->
                ComparisonViewSampleRowBuilder.builder()
                        .path("$.customer.email")
                        .kind("another value")
                        .legacy(null)
                        .fresh(null)
                        .withheld(true)
                        .noise(false)
                        .at(at)
                        .build();
        };
    }

    private static LocalView local() {
        return LocalView.of(states(), NOW.now());
    }

    static List<LocalState> states() {
        LocalState.Overridden off = new LocalState.Overridden("off", "environment");
        LocalState.Breaker open = new LocalState.Breaker("open", NOW.now().minusSeconds(190), 12, 3, 20);
        return List.of(
                LocalStateBuilder.builder()
                        .instance("a1")
                        .application("orders")
                        .version("2.0")
                        .host("ip-10-0-3-17")
                        .route("orders.place")
                        .override(off)
                        .breaker(null)
                        .openings(0)
                        .build(),
                LocalStateBuilder.builder()
                        .instance("a2")
                        .application("orders")
                        .version("2.0")
                        .host("ip-10-0-3-18")
                        .route("orders.place")
                        .override(off)
                        .breaker(null)
                        .openings(0)
                        .build(),
                LocalStateBuilder.builder()
                        .instance("b1")
                        .application("legacy-shop")
                        .version("1.4")
                        .host("ip-10-0-9-4")
                        .route("orders.place")
                        .override(null)
                        .breaker(open)
                        .openings(4)
                        .build());
    }

    private static BacklogView backlog() {
        return new BacklogView(
                List.of(
                        new BacklogView.OfSide(
                                Side.LEGACY, 12, 2, ago(Duration.ofHours(3)), List.of(ledger("legacy-shop", 12, 2))),
                        new BacklogView.OfSide(
                                Side.NEW, 3, 0, ago(Duration.ofDays(2)), List.of(ledger("orders", 3, 0)))),
                EDITOR);
    }

    private static BacklogView.Ledger ledger(String service, long entries, long lost) {
        String name = "5f0c7a1e-42f7-4f0b-9f5e-0f6a2a8c1d11";
        return BacklogViewLedgerBuilder.builder()
                .name(name)
                .service(service)
                .host("ip-10-0-9-4")
                .entries(entries)
                .lost(lost)
                .reasons("IllegalStateException × " + entries)
                .reported(ago(Duration.ofSeconds(8)))
                .discard(PRODUCTION.route("orders.place").discard(name))
                .build();
    }

    private static CodeView code() {
        return new CodeView(List.of(
                new CodeView.Build(
                        "legacy-shop",
                        "1.4",
                        "2 instances",
                        "6 stages, default off",
                        List.of("com.shop.Orders.place:118", "com.shop.checkout.CheckoutService.confirm:64")),
                new CodeView.Build("orders", "2.0", "not running now", "default off", List.of())));
    }

    private static DriftView drift() {
        return DriftView.of(
                PRODUCTION,
                List.of(
                        new DriftFinding(
                                DriftFinding.Kind.KIND,
                                "orders.place",
                                "legacy-shop 1.3 expects 4 stages, the server has 6.",
                                "Make the code say 6; the kind of a route cannot change here, so another kind needs a new route."),
                        new DriftFinding(
                                DriftFinding.Kind.NOT_ON_SERVER,
                                "orders.remove",
                                "legacy-shop 1.4 asks for it (com.shop.Orders.remove:131), but the server does not know it."
                                        + " Everybody stays at the default of the code, off.",
                                "Add the route here under this key, or correct the key in the code."),
                        new DriftFinding(
                                DriftFinding.Kind.NOT_IN_CODE,
                                "products.search",
                                "No code that reported within the last day asks for it. It may still be in use: a service in"
                                        + " another language, or a proxy that matches its path, does not report.",
                                "If nobody uses it any more, take it to off everywhere and delete it.")));
    }
}
