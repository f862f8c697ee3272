package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Way;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server, or somebody in its place, that answers wrongly. */
final class AnswerFaults {

    private static final Duration LASTS = Duration.ofSeconds(8);
    private static final int FAR_TOO_LARGE = 17 * 1024 * 1024;
    private static final int MANY_ROUTES = 40;

    private AnswerFaults() {}

    static List<Fault> all() {
        return Stream.of(
                        statuses(),
                        statuses().map(Fault::startingUnderIt),
                        others(),
                        others().map(Fault::startingUnderIt),
                        rulesets())
                .flatMap(faults -> faults)
                .toList();
    }

    static Fault truncated() {
        return served("truncated JSON", truth -> truth.substring(0, truth.length() / 2));
    }

    /** Only who has held the truth can see through it. */
    static Fault older() {
        return lie("older revision", site -> Lies.served(site.plane().truth().first()));
    }

    private static Stream<Fault> statuses() {
        return IntStream.of(401, 403, 404, 408, 410, 429, 500, 503)
                .mapToObj(status -> lie("status " + status, site -> Lies.status(status)));
    }

    private static Stream<Fault> others() {
        return Stream.of(
                lie("redirect loop", site -> Lies.redirectInCircles()),
                lie("HTML with status 200", site -> Lies.html()),
                lie("compression bomb", site -> Lies.bomb()),
                served("wrong shape", truth -> "{\"schema\":1,\"routes\":{}}"),
                served("later schema", truth -> truth.replace("\"schema\":1", "\"schema\":99")),
                served("a body beyond all limits", AnswerFaults::padded));
    }

    private static Stream<Fault> rulesets() {
        return Stream.of(
                truncated(),
                truncated().startingUnderIt(),
                older(),
                served("empty ruleset", truth -> truth.replaceFirst("\"routes\":.*", "\"routes\":[]}")),
                served("another environment's", AnswerFaults::ofAnother),
                tenTimesTheRoutes());
    }

    private static String padded(String truth) {
        return truth.substring(0, truth.length() - 1) + " ".repeat(FAR_TOO_LARGE) + "}";
    }

    /** Later than any, so that only the name tells. */
    private static String ofAnother(String truth) {
        return truth.replaceFirst("\"environment\":\"[^\"]*\"", "\"environment\":\"another\"")
                .replaceFirst("\"revision\":\\d+", "\"revision\":1000000");
    }

    /** No fault at all, if the limits fit: it must be taken. */
    private static Fault tenTimesTheRoutes() {
        return new Fault(
                "ten times the size",
                Way.LIAR,
                false,
                true,
                LASTS,
                site -> site.grow(MANY_ROUTES),
                site -> {},
                site -> site.plane().truth().newest().split("\"key\":").length > MANY_ROUTES);
    }

    /** Of what was newest when the fault struck: an emptied successor would be the removal of the last route. */
    private static Fault served(String name, UnaryOperator<String> altered) {
        return lie(name, site -> Lies.served(altered.apply(site.plane().truth().newest())));
    }

    private interface LieAt {
        Liar.Lie at(Site site);
    }

    private static Fault lie(String name, LieAt lie) {
        return new Fault(
                name,
                Way.LIAR,
                false,
                true,
                LASTS,
                site -> site.liar().tell(lie.at(site)),
                site -> site.liar().beHonest(),
                site -> site.liar().told() > 0 && site.troubled());
    }
}
