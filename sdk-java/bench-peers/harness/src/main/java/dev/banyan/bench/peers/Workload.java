package dev.banyan.bench.peers;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The flags of an environment. Each is on for 25 % of the callers from Germany and off for everybody else. The one that is asked
 * for may have rules for other countries before that one, also at 25 %, none of which fits.
 *
 * @param flags how many there are
 * @param rules how many rules the flag {@link #FLAG} has, the one that fits included
 */
public record Workload(int flags, int rules) {
    /** The flag that is asked for. */
    public static final String FLAG = flag(7);

    /** The share of German callers for whom it is on. */
    public static final int PERCENT = 25;

    /** The attribute in every rule. */
    public static final String ATTRIBUTE = "country";

    /** The country of the rule that fits. */
    public static final String COUNTRY = "DE";

    /** The flags' keys; {@link #FLAG} is always among them. */
    public List<String> keys() {
        return IntStream.range(0, flags).mapToObj(Workload::flag).toList();
    }

    /** The countries of a flag's rules, in the order in which they are tried; the last one is Germany. */
    public List<String> countries(String flag) {
        return flag.equals(FLAG)
                ? IntStream.rangeClosed(1, rules)
                        .mapToObj(i -> i == rules ? COUNTRY : "X" + i)
                        .toList()
                : List.of(COUNTRY);
    }

    /** All flags in an SDK's own words, with commas between them. */
    public String flagsAs(BiFunction<String, List<String>, String> flag) {
        return keys().stream().map(key -> flag.apply(key, countries(key))).collect(Collectors.joining(","));
    }

    private static String flag(int number) {
        return String.format(Locale.ROOT, "area-%d.resource-%d", number / 20, number);
    }
}
