package dev.banyan.server.retirement;

import dev.banyan.server.report.ConnectedBuild;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds builds that may still reach legacy past the flag. For each application that asks for the route, its newest build that does so is
 * the measure: an older one may hold the code of before. A newer one that does not ask any more has had it deleted, which is the aim.
 */
final class OlderBuilds {
    private OlderBuilds() {}

    /** One sentence per build that stands in the way. */
    static List<String> among(List<ConnectedBuild> builds) {
        Map<String, String> newest = builds.stream()
                .filter(build -> Boolean.TRUE.equals(build.declares()))
                .collect(Collectors.toMap(
                        ConnectedBuild::application,
                        ConnectedBuild::version,
                        (one, other) -> BuildVersions.ORDER.compare(one, other) >= 0 ? one : other));
        return builds.stream()
                .flatMap(build -> reason(build, newest.get(build.application())).stream())
                .toList();
    }

    private static Optional<String> reason(ConnectedBuild build, String newest) {
        String who = build.name() + " (" + build.instances() + (build.instances() == 1 ? " instance)" : " instances)");
        if (build.declares() == null) {
            return Optional.of(who + " has not said what its code asks for.");
        }
        boolean older = newest != null && BuildVersions.ORDER.compare(build.version(), newest) < 0;
        return !older
                ? Optional.empty()
                : Optional.of(
                        build.declares()
                                ? who + " is older than " + newest + "."
                                : who + " is older than " + newest + " and does not ask for the route.");
    }
}
