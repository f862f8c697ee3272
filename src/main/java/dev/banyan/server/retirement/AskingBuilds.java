package dev.banyan.server.retirement;

import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.health.inbox.InstanceCalls;
import dev.banyan.server.report.AskingInstance;
import dev.banyan.server.report.AskingInstances;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which builds ask for a route, whether their instances count what they call, and when one of them called legacy last. */
@ApplicationScoped
class AskingBuilds {
    /** A process sends its first outcomes within seconds. */
    private static final Duration FIRST_OUTCOMES = Duration.ofMinutes(1);

    private final AskingInstances instances;
    private final InstanceCalls calls;
    private final BuildLog log;

    AskingBuilds(AskingInstances instances, InstanceCalls calls, BuildLog log) {
        this.instances = instances;
        this.calls = calls;
        this.log = log;
    }

    /** What was written down, and what is there now; by name and version. */
    List<AskingBuild> of(EnvironmentScope scope, String route, List<InstanceCalls.OnLegacy> onLegacy, Instant now) {
        List<AskingBuild> all = new ArrayList<>(log.of(scope, route));
        all.addAll(now(scope, route, now, any -> true));
        return merged(all).stream().map(build -> called(build, onLegacy)).toList();
    }

    /** Who is still there may send its outcomes yet: what it has called meanwhile is in them. */
    void note(EnvironmentScope scope, String route, Instant now) {
        now(scope, route, now, instance -> !instance.present()).forEach(build -> log.note(scope, route, build));
    }

    private Collection<AskingBuild> now(
            EnvironmentScope scope, String route, Instant now, Predicate<AskingInstance> mayLackOutcomes) {
        List<AskingInstance> asking = instances.of(scope, route);
        if (asking.isEmpty()) {
            return List.of();
        }
        Set<String> counted =
                calls.counted(scope, asking.stream().map(AskingInstance::id).toList());
        return merged(asking.stream()
                .map(each -> build(
                        each, now, !counted.contains(each.id()) && isDue(each, now) && mayLackOutcomes.test(each)))
                .toList());
    }

    private static boolean isDue(AskingInstance instance, Instant now) {
        return instance.reportedAt().isBefore(now.minus(FIRST_OUTCOMES));
    }

    private static AskingBuild build(AskingInstance instance, Instant now, boolean uncounted) {
        Instant last = instance.present() ? now : instance.reportedAt();
        return AskingBuildBuilder.builder()
                .application(instance.application())
                .version(instance.version())
                .running(instance.present() ? 1 : 0)
                .firstSeen(instance.reportedAt())
                .lastSeen(last)
                .legacyHour(null)
                .legacyBy(null)
                .uncounted(uncounted ? instance.id() : null)
                .uncountedAt(uncounted ? last : null)
                .build();
    }

    private static Collection<AskingBuild> merged(Collection<AskingBuild> builds) {
        Map<String, AskingBuild> byName = new TreeMap<>();
        builds.forEach(build -> byName.merge(build.application() + "\n" + build.version(), build, AskingBuild::plus));
        return byName.values();
    }

    private static AskingBuild called(AskingBuild build, List<InstanceCalls.OnLegacy> onLegacy) {
        return onLegacy.stream()
                .filter(each -> build.isOf(each.application(), each.version()))
                .findFirst()
                .map(newest -> build.called(newest.instance(), newest.hour()))
                .orElse(build);
    }
}
