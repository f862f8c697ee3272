package dev.banyan.server.web;

import dev.banyan.server.retirement.Forecast;
import dev.banyan.server.retirement.Progress;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The burn-down of an environment as a page shows it. */
final class ProgressWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);
    private static final List<Integer> SPANS = List.of(30, 90, 365);

    private ProgressWords() {}

    static ProgressView view(Layout layout, EnvironmentAddress address, Progress progress, int days) {
        Progress.Day now = progress.days().isEmpty()
                ? null
                : progress.days().get(progress.days().size() - 1);
        return new ProgressView(
                layout,
                headline(now),
                requests(progress.days()),
                now == null ? null : routes(now),
                forecast(progress.requests(), "no request is answered by legacy"),
                forecast(progress.routes(), "no route needs legacy"),
                progress.method(),
                BurnDownChart.of(progress.days()),
                spans(address, days),
                rows(progress.days()));
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
        return days.stream()
                .filter(day -> day.requests() > 0)
                .reduce((earlier, later) -> later)
                .map(day -> Figures.percentage(day.requestsOnLegacy(), day.requests()) + " of "
                        + Figures.count(day.requests(), "request", "requests") + " on " + day(day.day()))
                .orElse("No requests in this time");
    }

    private static String routes(Progress.Day now) {
        return Figures.percentage(now.routesOnLegacy(), now.routes()) + " of "
                + Figures.count(now.routes(), "route", "routes");
    }

    private static String forecast(Forecast forecast, String end) {
        return forecast.day() == null
                ? forecast.words()
                : "From " + day(forecast.day()) + " on " + end + ", if it goes on as in the last four weeks.";
    }

    private static List<ProgressView.Span> spans(EnvironmentAddress address, int days) {
        return SPANS.stream()
                .map(span -> new ProgressView.Span(
                        span == 365 ? "1 year" : span + " days", address.progress() + "?days=" + span, span == days))
                .toList();
    }

    private static List<ProgressView.Row> rows(List<Progress.Day> days) {
        List<ProgressView.Row> rows = new ArrayList<>(days.stream()
                .map(day -> new ProgressView.Row(
                        day(day.day()),
                        day.requests() == 0 ? "–" : Figures.count(day.requests()),
                        day.requests() == 0 ? "–" : Figures.count(day.requestsOnLegacy()),
                        Figures.percentage(day.requestsOnLegacy(), day.requests()),
                        Figures.count(day.routes()),
                        Figures.count(day.routesOnLegacy())))
                .toList());
        Collections.reverse(rows);
        return rows;
    }
}
