package dev.banyan.server.guard.rail;

import dev.banyan.server.figures.Figures;

/**
 * Something that a Prometheus server is asked.
 *
 * @param name short, for people, and unique within a route
 * @param query PromQL that gives exactly one value
 * @param above a look is bad when the value is greater
 */
public record Metric(String name, String query, double above) {

    public boolean isBad(double value) {
        return value > above;
    }

    public String limit() {
        return Figures.written(above);
    }
}
