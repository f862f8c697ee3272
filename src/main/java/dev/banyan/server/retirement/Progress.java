package dev.banyan.server.retirement;

import java.time.LocalDate;
import java.util.List;

/**
 * What is still on legacy in an environment, day by day (UTC), and when it will be nothing.
 *
 * @param method how the forecasts are made
 */
public record Progress(
        String environment, String method, RetirementForecast requests, RetirementForecast routes, List<Day> days) {
    static final String METHOD = "Theil–Sen slope over the last " + Trend.DAYS + " whole days with data, at least "
            + Trend.FEWEST_DAYS + " of them";

    public Progress {
        days = List.copyOf(days);
    }

    /**
     * How it stood at the end of a day, today: now.
     *
     * @param requests that were answered on this day
     * @param requestsOnLegacy of these, by legacy
     * @param routes that there were
     * @param routesOnLegacy of these, where legacy still answered somebody
     */
    public record Day(LocalDate day, long requests, long requestsOnLegacy, int routes, int routesOnLegacy) {}
}
