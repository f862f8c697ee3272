package dev.banyan.demo.shop;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What is wrong with a service, on purpose. */
record Faults(int errorPercent, int latencyMillis) {

    static final Faults NONE = new Faults(0, 0);

    Faults {
        if (errorPercent < 0 || errorPercent > 100) {
            throw new IllegalArgumentException("errors must be a percentage between 0 and 100");
        }
        if (latencyMillis < 0 || latencyMillis > 5_000) {
            throw new IllegalArgumentException("latency must lie between 0 and 5000 milliseconds");
        }
    }

    /** Reads {@code errors=50&latency=200}; what is not named is healed. */
    static Faults parse(String query) {
        Map<String, Integer> values = Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], Faults::number, (first, second) -> second));
        if (!values.keySet().stream().allMatch(name -> name.equals("errors") || name.equals("latency"))) {
            throw new IllegalArgumentException("say errors=<percent> and latency=<milliseconds>");
        }
        return new Faults(values.getOrDefault("errors", 0), values.getOrDefault("latency", 0));
    }

    private static int number(String[] part) {
        try {
            return Integer.parseInt(part[part.length - 1]);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(part[0] + " must be a number");
        }
    }

    @Override
    public String toString() {
        return this.equals(NONE)
                ? "The new service is well."
                : "The new service now fails " + errorPercent + " % of its requests and takes " + latencyMillis
                        + " ms longer.";
    }
}
