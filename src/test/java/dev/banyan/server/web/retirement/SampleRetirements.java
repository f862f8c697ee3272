package dev.banyan.server.web.retirement;

import static dev.banyan.server.web.preview.Samples.NOW;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.ago;

import dev.banyan.server.retirement.Progress;
import dev.banyan.server.retirement.ProjectProgress;
import dev.banyan.server.retirement.RetirementForecast;
import dev.banyan.server.web.kit.Layout.Section;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.preview.SamplePages;
import dev.banyan.server.web.preview.Samples;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The certificate and the burn-down. */
public final class SampleRetirements {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    private SampleRetirements() {}

    public static Map<String, SamplePages.Sample> all() {
        Map<String, SamplePages.Sample> all = new LinkedHashMap<>();
        all.put("retirement", retirement(true));
        all.put("retirement-open", retirement(false));
        all.put("progress", progress(falling()));
        all.put("progress-flat", progress(List.of(new Progress.Day(TODAY, 0, 0, 4, 4))));
        all.put("progress-empty", progress(List.of()));
        return all;
    }

    private static SamplePages.Sample retirement(boolean proven) {
        List<RetirementView.Row> rows = List.of(
                row(
                        "Everybody is at the last stage",
                        true,
                        "Everybody has been at Complete without a break since 2 Feb 2026, 09:12 UTC.",
                        List.of()),
                row(
                        "Nobody calls legacy",
                        true,
                        "No call on legacy in the last 14 days, and 8,204,117 calls on new.",
                        List.of()),
                proven
                        ? row(
                                "Every instance is counted",
                                true,
                                "All instances of 2 builds that asked for the route in the last 14 days have sent what they counted.",
                                List.of())
                        : row(
                                "Every instance is counted",
                                false,
                                "What some instances have called is not known, since they have sent no outcomes:",
                                List.of("orders-7d9f of orders 1.3.9, there until 2 Mar 2026, 08:50 UTC.")),
                proven
                        ? row(
                                "No older build is connected",
                                true,
                                "Of 12 connected instances none is older, and all have said what they ask for.",
                                List.of())
                        : row(
                                "No older build is connected",
                                false,
                                "Of 12 connected instances, some may hold code of before:",
                                List.of(
                                        "orders 1.3.9 (2 instances) is older than 1.4.0 and does not ask for the route.",
                                        "nightly-batch 7 (1 instance) has not said what its code asks for.")),
                row("No write is missing", true, "No service keeps a write that one of the sides lacks.", List.of()));
        RetirementView view = RetirementViewBuilder.builder()
                .layout(Samples.layout("Retirement of orders.get", Section.ROUTES, null))
                .address(PRODUCTION.route("orders.get"))
                .project("Shop")
                .environment("production")
                .legacy("http://legacy-shop:8081")
                .at(new Moment(NOW, NOW))
                .silentDays(14)
                .proven(proven)
                .conditions(rows)
                .builds(builds(proven))
                .sites(
                        proven
                                ? List.of(
                                        new RetirementView.Site(
                                                "shop.orders.OrderController.show:41", "orders 1.4.0 (8 running)"),
                                        new RetirementView.Site(
                                                "shop.invoices.InvoicePrinter.withOrder:118",
                                                "invoices 2.0.1 (4 running), invoices 2.0.0 (0 running)"))
                                : List.of())
                .build();
        return new SamplePages.Sample("web/retirement/retirement", Map.of("view", view));
    }

    private static List<RetirementView.Build> builds(boolean proven) {
        RetirementView.Build newest = RetirementViewBuildBuilder.builder()
                .name("orders 1.4.0")
                .running("8 instances")
                .there(null)
                .called(null)
                .caller(null)
                .since(ago(Duration.ofDays(20)))
                .uncounted(null)
                .build();
        RetirementView.Build older = RetirementViewBuildBuilder.builder()
                .name("orders 1.3.9")
                .running(null)
                .there(ago(Duration.ofDays(3)))
                .called(ago(Duration.ofDays(4)))
                .caller("orders-5c44")
                .since(ago(Duration.ofDays(20)))
                .uncounted("orders-7d9f")
                .build();
        return proven ? List.of(newest) : List.of(newest, older);
    }

    private static RetirementView.Row row(String title, boolean met, String evidence, List<String> details) {
        return new RetirementView.Row(title, met, evidence, ago(Duration.ofDays(20)), details);
    }

    private static SamplePages.Sample progress(List<Progress.Day> days) {
        List<ProjectProgress.Environment> environments = new ArrayList<>();
        environments.add(environment("production", true, days));
        if (days.size() > 1) {
            environments.add(environment("staging", false, days.subList(80, 90)));
            environments.add(environment("test", false, List.of()));
        }
        ProgressView view = ProgressWords.view(
                Samples.layout("Progress", Section.PROGRESS, null),
                "shop",
                new ProjectProgress("production", environments),
                environments.get(0),
                90);
        return new SamplePages.Sample("web/retirement/progress", Map.of("view", view));
    }

    private static ProjectProgress.Environment environment(String key, boolean guarded, List<Progress.Day> days) {
        boolean falls = days.size() > 1;
        Progress progress = new Progress(
                key,
                "Theil–Sen slope over the last 28 whole days with data, at least 7 of them",
                falls
                        ? new RetirementForecast(TODAY.plusDays(guarded ? 61 : 12), null)
                        : new RetirementForecast(null, "Nothing was measured yet."),
                new RetirementForecast(null, "No forecast: over the last 28 days it did not fall."),
                days);
        return new ProjectProgress.Environment(key, key, guarded, progress);
    }

    private static List<Progress.Day> falling() {
        List<Progress.Day> days = new ArrayList<>();
        for (int back = 89; back >= 0; back--) {
            long requests = back % 30 == 17 ? 0 : 40_000 + 900L * (back % 7);
            long onLegacy = Math.min(requests, requests * (10 + back) / 95);
            days.add(new Progress.Day(
                    TODAY.minusDays(back), requests, onLegacy, back > 60 ? 8 : 9, Math.min(8, 3 + back / 12)));
        }
        return days;
    }
}
