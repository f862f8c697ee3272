package dev.banyan.server.web.retirement;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.retirement.Progress;
import dev.banyan.server.retirement.ProjectProgress;
import dev.banyan.server.retirement.RetirementForecast;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The burn-down of a project as a page shows it. */
final class ProgressWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);
    private static final List<Integer> SPANS = List.of(30, 90, 365);

    private ProgressWords() {}

    static ProgressView view(
            Layout layout, String project, ProjectProgress all, ProjectProgress.Environment chosen, int days) {
        Progress progress = chosen.progress();
        return ProgressViewBuilder.builder()
                .layout(layout)
                .environment(chosen.name())
                .headline(headline(today(progress)))
                .requests(requests(progress.days()))
                .routes(routes(today(progress)))
                .requestsForecast(forecast(progress.requests(), "no request is answered by legacy"))
                .routesForecast(forecast(progress.routes(), "no route needs legacy"))
                .method(progress.method())
                .chart(BurnDownChart.of(progress.days()))
                .spans(spans(project, chosen.key(), days))
                .rows(rows(progress.days()))
                .environments(all.environments().stream()
                        .map(each -> line(project, each, all.counts(), chosen.key(), days))
                        .toList())
                .build();
    }

    private static ProgressView.Line line(
            String project, ProjectProgress.Environment each, String counts, String chosen, int days) {
        Progress progress = each.progress();
        return ProgressViewLineBuilder.builder()
                .name(each.name())
                .href(href(project, each.key(), days))
                .isProtected(each.guarded())
                .counts(each.key().equals(counts))
                .chosen(each.key().equals(chosen))
                .requests(lastWithRequests(progress.days())
                        .map(day -> Shares.percentage(day.requestsOnLegacy(), day.requests()))
                        .orElse("–"))
                .requestsForecast(shortly(progress.requests()))
                .routes(
                        today(progress) == null
                                ? "–"
                                : today(progress).routesOnLegacy() + " of "
                                        + today(progress).routes())
                .routesForecast(shortly(progress.routes()))
                .build();
    }

    /** Why there is none stands where the environment is looked at. */
    private static String shortly(RetirementForecast forecast) {
        return forecast.day() == null ? null : "none from " + day(forecast.day());
    }

    private static Progress.Day today(Progress progress) {
        return progress.days().isEmpty()
                ? null
                : progress.days().get(progress.days().size() - 1);
    }

    private static Optional<Progress.Day> lastWithRequests(List<Progress.Day> days) {
        return days.stream().filter(day -> day.requests() > 0).reduce((earlier, later) -> later);
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    private static String headline(Progress.Day now) {
        if (now == null || now.routes() == 0) {
            return "No routes yet";
        }
        return now.routesOnLegacy() == 0
                ? "No route needs legacy any more"
                : now.routesOnLegacy() + " of " + Figures.count(now.routes(), "route", "routes") + " still on legacy";
    }

    /** Of the newest day that has any, which need not be today. */
    private static String requests(List<Progress.Day> days) {
        return lastWithRequests(days)
                .map(day -> Shares.percentage(day.requestsOnLegacy(), day.requests()) + " of "
                        + Figures.count(day.requests(), "request", "requests") + " on " + day(day.day()))
                .orElse("No requests in this time");
    }

    private static String routes(Progress.Day now) {
        return now == null
                ? null
                : Shares.percentage(now.routesOnLegacy(), now.routes()) + " of "
                        + Figures.count(now.routes(), "route", "routes");
    }

    private static String forecast(RetirementForecast forecast, String end) {
        return forecast.day() == null
                ? forecast.words()
                : "From " + day(forecast.day()) + " on " + end + ", if it goes on as in the last four weeks.";
    }

    private static List<ProgressView.Span> spans(String project, String environment, int days) {
        return SPANS.stream()
                .map(span -> new ProgressView.Span(
                        span == 365 ? "1 year" : span + " days", href(project, environment, span), span == days))
                .toList();
    }

    private static String href(String project, String environment, int days) {
        return EnvironmentAddress.progress(project) + "?environment=" + environment + "&days=" + days;
    }

    private static List<ProgressView.Row> rows(List<Progress.Day> days) {
        List<ProgressView.Row> rows = new ArrayList<>(days.stream()
                .map(day -> ProgressViewRowBuilder.builder()
                        .day(day(day.day()))
                        .requests(day.requests() == 0 ? "–" : Figures.count(day.requests()))
                        .onLegacy(day.requests() == 0 ? "–" : Figures.count(day.requestsOnLegacy()))
                        .share(Shares.percentage(day.requestsOnLegacy(), day.requests()))
                        .routes(Figures.count(day.routes()))
                        .routesOnLegacy(Figures.count(day.routesOnLegacy()))
                        .build())
                .toList());
        Collections.reverse(rows);
        return rows;
    }
}
