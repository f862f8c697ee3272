package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Way;
import dev.banyan.sdk.FaultProxy.Line;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Between a service and a server that is well. */
final class LineFaults {

    private static final Duration LASTS = Duration.ofSeconds(8);

    private static final int MANY_ROUTES = 30;

    private LineFaults() {}

    /** Each met by services that are well, and by services that start under it. */
    static List<Fault> all() {
        List<Fault> later = List.of(
                on("connection refused", Line.REFUSED),
                on("connection reset", Line.RESET),
                on("reset in mid-body", Line.CUT),
                silentlyDropped(),
                on("30 % loss", Line.LOSSY),
                on("slow link", Line.SLOW));
        Fault quiet = stream("stream quiet without closing", event -> "");
        return Stream.of(later.stream(), later.stream().map(Fault::startingUnderIt), Stream.of(quiet))
                .flatMap(faults -> faults)
                .toList();
    }

    /** What happens to a delta on its way; a server that sends none cannot show it. */
    static List<Fault> ofDeltas() {
        return List.of(
                delta(
                        "delta corrupted in transit",
                        event -> event.replaceFirst("\"checksum\":\"..", "\"checksum\":\"zz")),
                delta("delta dropped", event -> ""),
                delta("delta replayed", event -> event + event));
    }

    static Fault silentlyDropped() {
        return on("silently dropped", Line.SILENT);
    }

    /** All is well. */
    static Fault none() {
        return new Fault("none", Way.LIAR, false, true, Duration.ZERO, site -> {}, site -> {}, site -> true);
    }

    private static Fault on(String name, Line line) {
        return new Fault(
                name,
                Way.LINE,
                false,
                true,
                LASTS,
                site -> site.line().become(line),
                site -> site.line().become(Line.SOUND),
                site -> site.line().injuries() > 0 || site.troubled());
    }

    private static Fault stream(String name, UnaryOperator<String> event) {
        return stream(name, 0, event);
    }

    private static Fault stream(String name, int routes, UnaryOperator<String> event) {
        return new Fault(
                name,
                Way.LIAR,
                false,
                true,
                LASTS,
                site -> {
                    site.grow(routes);
                    site.liar().alter(event);
                },
                site -> site.liar().beHonest(),
                site -> site.liar().told() > 0);
    }

    /** A ruleset of one route is sent whole. */
    private static Fault delta(String name, UnaryOperator<String> altered) {
        return stream(
                name,
                MANY_ROUTES,
                event -> event.startsWith("event: delta") || event.contains("\nevent: delta")
                        ? altered.apply(event)
                        : event);
    }
}
