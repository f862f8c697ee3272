package dev.banyan.server.flag;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.environment.history.PastStates;
import dev.banyan.server.environment.history.PastStates.RouteChange;
import dev.banyan.server.flag.state.EffectiveRollout;
import dev.banyan.server.flag.state.FlagState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what instances still do that hold earlier revisions. The number of queries depends on neither instances nor revisions. */
@ApplicationScoped
public class HeldRevisions {
    private final PastStates past;
    private final FlagRows rows;
    private final Routes routes;

    HeldRevisions(PastStates past, FlagRows rows, Routes routes) {
        this.past = past;
        this.rows = rows;
        this.routes = routes;
    }

    /** By held revision: where who holds it decides differently from who holds {@code revision}. What it says never changes. */
    @Transactional
    public Map<Long, StillDoes> still(EnvironmentScope scope, Collection<Long> held, long revision) {
        Collection<Long> all = new TreeSet<>(held);
        all.add(revision);
        Map<Long, RollbackMode> modes = past.rollbacksAt(scope, all);
        Map<String, RouteKind> kinds =
                routes.all(scope.project(), null).stream().collect(Collectors.toMap(Route::key, Route::kind));
        List<Compared> compared = new ArrayList<>();
        for (RouteChange change : past.changedSince(scope, held, revision)) {
            compared.add(new Compared(
                    change.since(), change.route(), state(change.then()), state(change.until()), change.changedAt()));
        }
        boolean covered = held.stream().anyMatch(each -> modes.get(each) != modes.get(revision));
        if (covered) {
            compared.addAll(unchanged(scope, held, revision, compared));
        }
        Map<Long, StillDoes> still = new HashMap<>();
        for (long each : held) {
            still.put(each, still(each, compared, kinds, modes.get(each), modes.get(revision)));
        }
        return still;
    }

    /** A route at two revisions. */
    private record Compared(long held, String route, FlagState then, FlagState until, long changedAt) {}

    /** A rollback of the environment concerns all routes, those too that nobody has changed for long. */
    private List<Compared> unchanged(
            EnvironmentScope scope, Collection<Long> held, long revision, List<Compared> changed) {
        Map<String, FlagState> then = rows.ofEnvironment(scope).stream()
                .collect(Collectors.toMap(flag -> flag.route, FlagEntity::state, (one, other) -> one, HashMap::new));
        // Changed only after the revision in question: then it was as it was before that.
        past.changedSince(scope, List.of(revision), Long.MAX_VALUE)
                .forEach(change -> then.put(change.route(), state(change.then())));
        then.values().removeIf(Objects::isNull);
        Map<Long, Set<String>> known = changed.stream()
                .collect(
                        Collectors.groupingBy(Compared::held, Collectors.mapping(Compared::route, Collectors.toSet())));
        return held.stream()
                .flatMap(each -> then.entrySet().stream()
                        .filter(flag -> !known.getOrDefault(each, Set.of()).contains(flag.getKey()))
                        .map(flag -> new Compared(each, flag.getKey(), flag.getValue(), flag.getValue(), 0)))
                .toList();
    }

    private static StillDoes still(
            long held, List<Compared> compared, Map<String, RouteKind> kinds, RollbackMode then, RollbackMode until) {
        return StillDoes.of(compared.stream()
                .filter(each -> each.held() == held && each.then() != null && each.until() != null)
                .filter(each -> kinds.containsKey(each.route()))
                .flatMap(each -> different(each, kinds.get(each.route()), then, until))
                // What was changed last is what somebody waits for.
                .sorted(Comparator.comparing(Different::changedAt)
                        .reversed()
                        .thenComparing(each -> !each.standing().newAnswers())
                        .thenComparing(Different::route))
                .map(each -> new StillDoes.OnRoute(each.route(), each.standing().words()))
                .toList());
    }

    private record Different(String route, EffectiveRollout standing, long changedAt) {}

    private static Stream<Different> different(Compared each, RouteKind kind, RollbackMode then, RollbackMode until) {
        EffectiveRollout standing = EffectiveRollout.of(each.then(), kind, then);
        return standing.equals(EffectiveRollout.of(each.until(), kind, until))
                ? Stream.of()
                : Stream.of(new Different(each.route(), standing, each.changedAt()));
    }

    private static FlagState state(String json) {
        return json == null ? null : RulesetJson.read(json, FlagState.class);
    }
}
