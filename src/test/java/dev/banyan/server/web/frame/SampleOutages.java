package dev.banyan.server.web.frame;

import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.ago;

import dev.banyan.server.web.kit.ActionNotice;
import dev.banyan.server.web.kit.Assets;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Layout.EnvironmentLink;
import dev.banyan.server.web.kit.Layout.Place;
import dev.banyan.server.web.kit.Layout.Viewer;
import dev.banyan.server.web.kit.OutageBand;
import dev.banyan.server.web.kit.Permit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people see while the database is away. */
public final class SampleOutages {
    private static final EnvironmentAddress STAGING = new EnvironmentAddress("shop", "staging");
    private static final Permit OPERATOR = new Permit("csrf-token", false, true);
    private static final Permit VIEWER = new Permit("csrf-token", false, false);

    private SampleOutages() {}

    public static Map<String, OutageView> all() {
        Map<String, OutageView> all = new LinkedHashMap<>();
        all.put("outage", view(new OutageBoard(PRODUCTION, OPERATOR, false, List.of(), routes())));
        all.put("outage-taken", view(new OutageBoard(PRODUCTION, OPERATOR, false, taken(), routesAfter())));
        all.put("outage-all-back", view(new OutageBoard(PRODUCTION, OPERATOR, true, everything(), allBack())));
        all.put("outage-viewer", view(new OutageBoard(PRODUCTION, VIEWER, false, List.of(), routes())));
        all.put("outage-empty", view(new OutageBoard(STAGING, OPERATOR, false, List.of(), List.of())));
        all.put("outage-start", new OutageView(layout(null), null, List.of(PRODUCTION, STAGING)));
        return all;
    }

    public static SignInView signIn() {
        ActionNotice notice = ActionNotice.refused(
                "Not signed in.",
                "Nobody can sign in at the moment: the database cannot be reached. Use a browser or a token that is signed in"
                        + " already: it can still roll back. Services go on as they are.",
                null);
        Layout layout = new Layout("Sign in", Assets.FINGERPRINT, null, null, notice).under(band());
        return new SignInView(layout, "/", "tom", "csrf-token");
    }

    private static OutageView view(OutageBoard board) {
        Place place = new Place(
                "shop",
                board.address(),
                Layout.Section.ROUTES,
                List.of(
                        new EnvironmentLink(
                                "production",
                                PRODUCTION.page(),
                                false,
                                board.address().equals(PRODUCTION)),
                        new EnvironmentLink(
                                "staging",
                                STAGING.page(),
                                false,
                                board.address().equals(STAGING))));
        return new OutageView(layout(place), board, List.of(PRODUCTION, STAGING));
    }

    private static Layout layout(Place place) {
        Viewer viewer = new Viewer("tom", "Tom Okafor", place == null ? null : "operator", "csrf-token");
        return new Layout("The database is away", Assets.FINGERPRINT, viewer, place, null).under(band());
    }

    static OutageBand band() {
        return new OutageBand(ago(Duration.ofMinutes(4)));
    }

    private static List<OutageBoard.Taken> taken() {
        return List.of(
                OutageBoardTakenBuilder.builder()
                        .what("Rolled back orders.get")
                        .isolation(false)
                        .actor("tom")
                        .at(ago(Duration.ofSeconds(95)))
                        .reach("Confirmed by 14 instances here; 2 of 2 other replicas have it too")
                        .onDisk(true)
                        .build(),
                OutageBoardTakenBuilder.builder()
                        .what("Isolated customers.update")
                        .isolation(true)
                        .actor("tom")
                        .at(ago(Duration.ofSeconds(20)))
                        .reach("Confirmed by 3 instances here; 1 of 2 other replicas have it too; trying again")
                        .onDisk(false)
                        .build());
    }

    private static List<OutageBoard.Taken> everything() {
        return List.of(OutageBoardTakenBuilder.builder()
                .what("Rolled back every route")
                .isolation(false)
                .actor("tom")
                .at(ago(Duration.ofSeconds(3)))
                .reach("Confirmed by 1 instance here; no other replica is known")
                .onDisk(true)
                .build());
    }

    private static List<OutageBoard.Route> routes() {
        return List.of(
                route("customers.update", "PUT", "/customers/{id}", "Everyone at Live", false, false),
                route("orders.get", "GET", "/orders/{id}", "25\u202f% at Complete, the rest at Off", false, false),
                route("orders.place", "POST", "/orders", "Rolled back to Shadow", true, false),
                route("vouchers.redeem", null, null, "Not started", false, false));
    }

    private static List<OutageBoard.Route> routesAfter() {
        return List.of(
                route("customers.update", "PUT", "/customers/{id}", "Isolated, not recorded yet", true, true),
                route("orders.get", "GET", "/orders/{id}", "Rolled back, not recorded yet", true, false),
                route("orders.place", "POST", "/orders", "Rolled back to Shadow", true, false),
                route("vouchers.redeem", null, null, "Not started", false, false));
    }

    private static List<OutageBoard.Route> allBack() {
        return routes().stream()
                .map(route -> route(
                        route.address().key(),
                        route.method(),
                        route.path(),
                        "Rolled back, not recorded yet",
                        true,
                        false))
                .toList();
    }

    private static OutageBoard.Route route(
            String key, String method, String path, String standing, boolean back, boolean isolated) {
        return OutageBoardRouteBuilder.builder()
                .address(PRODUCTION.route(key))
                .method(method)
                .path(path)
                .standing(standing)
                .started(!standing.equals("Not started"))
                .back(back)
                .isolated(isolated)
                .build();
    }
}
