package dev.banyan.bench.delivery;

import dev.banyan.bench.page.Markdown;
import java.util.List;
import java.util.Locale;

/**
 * Something that we want to reach, and whether this run did. Nobody types the answer in.
 *
 * @param measured what was measured instead of hoped for
 * @param verdict met, missed, or not measured
 */
record Aim(String text, String measured, String verdict) {
    /** Of the number of database transactions, when there are ten times as many clients: no growth but noise. */
    private static final double NO_GROWTH = 2;

    static List<Aim> judge(Show show) {
        return List.of(
                below(
                        show,
                        "A rollback is applied by 99 % of 1,000 streams within 50 ms",
                        "one.1000.rollback.applied.p99.median",
                        50,
                        "ms"),
                below(show, "… of 10,000 streams within 250 ms", "one.10000.rollback.applied.p99.median", 250, "ms"),
                below(
                        show,
                        "A stream takes less than 20 KB of server memory",
                        "one.10000.resident.perStream",
                        20_000,
                        "B"),
                below(
                        show,
                        "All 10,000 streams are back within 15 s after a restart",
                        "storm.10000.back.p100.seconds",
                        15,
                        "s"),
                below(show, "… and no decision of a service threw meanwhile", "storm.10000.thrown", 1, ""),
                below(show, "… and none changed its side", "storm.10000.changed", 1, ""),
                above(show, "Snapshots with `304` per second", "snapshot.304.perSecond", 20_000),
                above(show, "Snapshots with `200` per second, 50 routes, compressed", "snapshot.gzip.perSecond", 5_000),
                above(show, "Snapshots with `200` per second, 50 routes, plain", "snapshot.identity.perSecond", 5_000),
                large(show),
                growth(
                        show,
                        "Database transactions of a change do not grow with clients (1,000 to 10,000)",
                        "one.%d.perChange.transactions"),
                growth(show, "… nor those of a restart", "storm.%d.transactions"));
    }

    private static Aim large(Show show) {
        String text = "The change of one route of 10,000 sends less than 1 KB to each client";
        return show.has("large.routes") && show.number("large.routes") >= 10_000
                ? below(show, text, "large.route.bytes", 1_000, "B")
                : none(text);
    }

    private static Aim below(Show show, String text, String name, double limit, String unit) {
        return show.has(name) ? verdict(text, number(show, name) + " " + unit, show.number(name) < limit) : none(text);
    }

    private static Aim above(Show show, String text, String name, double limit) {
        String aim = text + ": more than " + Markdown.whole(limit);
        return show.has(name) ? verdict(aim, number(show, name), show.number(name) > limit) : none(aim);
    }

    private static Aim growth(Show show, String text, String names) {
        String few = names.formatted(1_000);
        String many = names.formatted(10_000);
        if (!show.has(few) || !show.has(many)) {
            return none(text);
        }
        boolean met = show.number(many) <= Math.max(1, show.number(few)) * NO_GROWTH;
        return verdict(text, number(show, few) + " → " + number(show, many), met);
    }

    private static Aim verdict(String text, String measured, boolean met) {
        return new Aim(text, measured.strip(), met ? "met" : "**missed**");
    }

    private static Aim none(String text) {
        return new Aim(text, "–", "not measured");
    }

    private static String number(Show show, String name) {
        double figure = show.number(name);
        return figure < 100 ? String.format(Locale.ROOT, "%.1f", figure) : Markdown.whole(figure);
    }
}
