package dev.banyan.server.guard.rail;

import java.math.BigDecimal;

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
        return text(above);
    }

    /** "0.3", "1200": as somebody would write it. */
    public static String text(double value) {
        BigDecimal plain = BigDecimal.valueOf(value).stripTrailingZeros();
        return Math.abs(value) >= 1e12 || value != 0 && Math.abs(value) < 1e-6
                ? plain.toString()
                : plain.toPlainString();
    }
}
