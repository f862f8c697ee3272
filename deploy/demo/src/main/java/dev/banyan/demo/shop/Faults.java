package dev.banyan.demo.shop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is wrong with a service, on purpose.
 *
 * @param errorPercent of all requests: those that fail
 * @param writePercent of the writes: those that fail in any case
 * @param wrongPercent of the reads of orders: those that are answered with a wrong quantity
 */
record Faults(int errorPercent, int latencyMillis, int writePercent, int wrongPercent) {

    static final Faults NONE = new Faults(0, 0, 0, 0);

    private static final Set<String> NAMES = Set.of("errors", "latency", "writes", "wrong");

    Faults {
        requirePercent("errors", errorPercent);
        requirePercent("writes", writePercent);
        requirePercent("wrong", wrongPercent);
        if (latencyMillis < 0 || latencyMillis > 5_000) {
            throw new IllegalArgumentException("latency must lie between 0 and 5000 milliseconds");
        }
    }

    /** Reads {@code errors=50&latency=200&writes=20&wrong=10}; what is not named is healed. */
    static Faults parse(String query) {
        Map<String, Integer> values = Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], Faults::number, (first, second) -> second));
        return new Faults(
                values.getOrDefault("errors", 0),
                values.getOrDefault("latency", 0),
                values.getOrDefault("writes", 0),
                values.getOrDefault("wrong", 0));
    }

    private static int number(String[] part) {
        if (!NAMES.contains(part[0])) {
            throw new IllegalArgumentException(
                    "say errors=<percent>, latency=<milliseconds>, writes=<percent> or wrong=<percent>");
        }
        try {
            return Integer.parseInt(part[part.length - 1]);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(part[0] + " must be a whole number");
        }
    }

    private static void requirePercent(String name, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(name + " must be a percentage between 0 and 100");
        }
    }

    @Override
    public String toString() {
        List<String> all = new ArrayList<>();
        add(all, errorPercent, "fails %d %% of its requests");
        add(all, latencyMillis, "takes %d ms longer");
        add(all, writePercent, "fails %d %% of its writes");
        add(all, wrongPercent, "shows a wrong quantity in %d %% of its answers about orders");
        return all.isEmpty() ? "The new service is well." : "The new service now " + String.join(", ", all) + ".";
    }

    private static void add(List<String> all, int amount, String sentence) {
        if (amount > 0) {
            all.add(String.format(sentence, amount));
        }
    }
}
