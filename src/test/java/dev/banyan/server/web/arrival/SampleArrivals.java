package dev.banyan.server.web.arrival;

import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.ago;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.arrival.ConvergenceView.Counts;
import dev.banyan.server.web.arrival.ConvergenceView.Straggler;
import dev.banyan.server.web.arrival.ConvergenceView.Times;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.history.ActionWords;
import dev.banyan.server.web.kit.Layout.Section;
import dev.banyan.server.web.preview.SamplePages;
import dev.banyan.server.web.preview.Samples;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes that have arrived, that have not, and what the pages about them show. */
public final class SampleArrivals {

    private SampleArrivals() {}

    public static Map<String, SamplePages.Sample> all() {
        Map<String, SamplePages.Sample> all = new LinkedHashMap<>();
        all.put("convergence", page(straggling()));
        all.put("convergence-complete", page(complete()));
        all.put("convergence-many", page(many()));
        all.put("convergence-nobody", page(nobody()));
        all.put(
                "convergence-refused-key",
                page(
                        complete(),
                        List.of(new ConvergencePage.RefusedKey(
                                "legacy-shop",
                                "x7Qa",
                                Figures.count(1_204, "request", "requests"),
                                "429 POST /sdk/v1/instance",
                                ago(Duration.ofMinutes(3))))));
        all.put("rollbacks", rollbacks(rows()));
        all.put("rollbacks-empty", rollbacks(List.of()));
        return all;
    }

    public static ConvergenceView complete() {
        return view(
                42, new Counts(2, 0, 0, 0), Times.ofMillis(11L, 11L, 38L, 38L), Duration.ofMinutes(2), List.of(), 0);
    }

    public static ConvergenceView nobody() {
        return view(1, new Counts(0, 0, 0, 0), Times.NONE, Duration.ofHours(1), List.of(), 0);
    }

    public static ConvergenceView straggling() {
        return view(
                43,
                new Counts(9, 1, 1, 1),
                Times.ofMillis(9L, 22L, null, null),
                Duration.ofSeconds(12),
                List.of(refused(), pending(), gone()),
                0);
    }

    private static ConvergenceView many() {
        return view(
                43,
                new Counts(9_812, 174, 0, 14),
                Times.ofMillis(31L, 96L, null, null),
                Duration.ofMillis(480),
                List.of(pending(), gone()),
                186);
    }

    private static ConvergenceView view(
            long revision, Counts counts, Times times, Duration since, List<Straggler> stragglers, int more) {
        return ConvergenceViewBuilder.builder()
                .revision(revision)
                .page(PRODUCTION.convergence(revision))
                .counts(counts)
                .times(times)
                .since(since)
                .stragglers(stragglers)
                .more(more)
                .detailed(true)
                .build();
    }

    private static Straggler refused() {
        return straggler(
                "orders-old-11",
                "refused",
                "revision 41",
                "routes[3].cohorts[0]: unknown operator 'semverAtLeast'",
                List.of(line("orders.get", "serves 25\u202f% from new")),
                null);
    }

    private static Straggler pending() {
        return straggler(
                "orders-9a40",
                "pending",
                "revision 38",
                null,
                List.of(
                        line("orders.get", "serves 25\u202f% from new"),
                        line(
                                "orders.place",
                                "staff: all on new, legacy is asked too; everyone else: serves 5\u202f% from new"),
                        line("customers.update", "shadows, legacy answers")),
                "and 4 routes more");
    }

    private static Straggler gone() {
        return straggler("orders-gone-77", "gone", "revision 42", null, List.of(), null);
    }

    private static Straggler straggler(
            String id, String state, String revision, String refusal, List<Straggler.Line> still, String more) {
        return ConvergenceViewStragglerBuilder.builder()
                .id(id)
                .application("orders")
                .version("1.4.0")
                .host("ip-10-0-3-17")
                .sdk("java/0.1.0")
                .state(state)
                .revision(revision)
                .refusal(refusal)
                .still(still)
                .moreRoutes(more)
                .lastSeen(ago(Duration.ofSeconds(state.equals("gone") ? 480 : 1)))
                .build();
    }

    private static Straggler.Line line(String route, String words) {
        return new Straggler.Line(route, PRODUCTION.route(route).page(), words);
    }

    public static DrillView drilled(FlagPanel flag) {
        return DrillViewBuilder.builder()
                .address(flag.head().address())
                .permit(flag.permit())
                .at(ago(Duration.ofDays(3)))
                .by("ana")
                .applied(12)
                .total(12)
                .took(Duration.ofMillis(41))
                .page(PRODUCTION.convergence(31))
                .build();
    }

    private static SamplePages.Sample page(ConvergenceView convergence) {
        return page(convergence, List.of());
    }

    private static SamplePages.Sample page(ConvergenceView convergence, List<ConvergencePage.RefusedKey> refused) {
        boolean changed = convergence.revision() > 1;
        ConvergencePage view = ConvergencePageBuilder.builder()
                .layout(Samples.layout("Convergence", Section.ROUTES, null))
                .address(PRODUCTION)
                .convergence(convergence)
                .change(changed ? "Rolled back orders.get" : null)
                .by(changed ? "tom" : null)
                .reason(changed ? "Errors on new since the deployment" : null)
                .at(changed ? ago(convergence.since()) : null)
                .newest(convergence.revision() != 42)
                .refused(refused)
                .build();
        return new SamplePages.Sample("web/arrival/convergence", Map.of("view", view));
    }

    private static SamplePages.Sample rollbacks(List<RollbacksView.Row> rows) {
        RollbacksView view = new RollbacksView(
                Samples.layout("Rollbacks", Section.ROLLBACKS, null),
                rows,
                rows.isEmpty() ? null : PRODUCTION.rollbacks() + "?after=x",
                null);
        return new SamplePages.Sample("web/arrival/rollbacks", Map.of("view", view));
    }

    private static List<RollbacksView.Row> rows() {
        return List.of(
                row(
                        43,
                        "flag.rolled-back",
                        "orders.get",
                        12,
                        "Errors on new since the deployment",
                        9,
                        12,
                        straggling()),
                row(42, "flag.drilled", "customers.update", 140, null, 12, 12, complete()),
                row(
                        37,
                        "environment.rolled-back",
                        "production",
                        90_000,
                        "Database of the new stack is full",
                        12,
                        12,
                        complete()),
                row(31, "migration.isolated", "orders-out-of-the-monolith", 260_000, null, 12, 12, complete()),
                row(9, "flag.rolled-back", "catalog.search", 9_000_000, "First try", 0, 0, nobody()));
    }

    private static RollbacksView.Row row(
            long revision,
            String action,
            String subject,
            long secondsAgo,
            String reason,
            int applied,
            int total,
            ConvergenceView convergence) {
        return RollbacksViewRowBuilder.builder()
                .what(ActionWords.of(action, subject))
                .icon(ActionWords.icon(action))
                .drill(action.endsWith("drilled"))
                .environment("production")
                .at(ago(Duration.ofSeconds(secondsAgo)))
                .by("tom")
                .reason(reason)
                .reached(total == 0 ? "No instance was connected" : applied + " of " + total + " instances")
                .complete(total > 0 && applied == total)
                .nobody(total == 0)
                .times(convergence.times().shown())
                .missing(applied < total ? List.of("orders on ip-10-0-3-17", "orders on ip-10-0-3-18") : List.of())
                .moreMissing(applied < total ? "and 1 more" : null)
                .page(PRODUCTION.convergence(revision))
                .build();
    }
}
