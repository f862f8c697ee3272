package dev.banyan.server.flag;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.Change;
import dev.banyan.server.environment.ChangeLog;
import dev.banyan.server.environment.EnvironmentChanges;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.Followers;
import dev.banyan.server.environment.Intent;
import dev.banyan.server.environment.LockedEnvironment;
import dev.banyan.server.environment.Piece;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.flag.state.FlagEdit;
import dev.banyan.server.flag.state.FlagPatch;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.FlagView;
import dev.banyan.server.flag.state.Missing;
import dev.banyan.server.flag.state.MissingWrites;
import dev.banyan.server.flag.state.PublishedRoute;
import dev.banyan.server.flag.state.ResumeCheck;
import dev.banyan.server.flag.state.SafetyCheck;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads flags and moves them forward; the way back is {@link Rollbacks}. */
@ApplicationScoped
public class Flags {
    private final FlagRows rows;
    private final Routes routes;
    private final Environments environments;
    private final EnvironmentChanges changes;
    private final ChangeLog log;
    private final BacklogCheck backlogs;
    private final MissingWrites missing;
    private final Followers followers;
    private final HarmCheck harm;

    Flags(
            FlagRows rows,
            Routes routes,
            Environments environments,
            EnvironmentChanges changes,
            ChangeLog log,
            BacklogCheck backlogs,
            MissingWrites missing,
            Followers followers,
            HarmCheck harm) {
        this.rows = rows;
        this.routes = routes;
        this.environments = environments;
        this.changes = changes;
        this.log = log;
        this.backlogs = backlogs;
        this.missing = missing;
        this.followers = followers;
        this.harm = harm;
    }

    @Transactional
    public FlagView get(EnvironmentScope scope, String route) {
        FlagEntity entity = rows.get(scope, route);
        return view(routes.get(scope.project(), route), environment(scope), entity.version, entity.state());
    }

    /** The flags of all routes, in the order of their keys. */
    @Transactional
    public List<FlagView> ofEnvironment(EnvironmentScope scope) {
        EnvironmentState environment = environment(scope);
        Map<String, Route> byKey =
                routes.all(scope.project(), null).stream().collect(Collectors.toMap(Route::key, Function.identity()));
        Map<String, Missing> onLegacy = missing.of(scope, Side.LEGACY);
        return rows.ofEnvironment(scope).stream()
                .filter(flag -> byKey.containsKey(flag.route))
                .map(flag -> FlagView.of(
                        byKey.get(flag.route),
                        environment,
                        flag.version,
                        flag.state(),
                        onLegacy.getOrDefault(flag.route, Missing.NONE)))
                .toList();
    }

    /**
     * Changes the rollout beneath a possible rollback, the settings, or both.
     *
     * @param version the version that the sender has seen
     */
    @Transactional
    public FlagView change(EnvironmentScope scope, String route, long version, FlagPatch patch, Intent intent) {
        // Settings move nobody, so whoever does not understand the route misses nothing.
        Intent asked = patch.movesNobody() ? intent.confirmed(true) : intent;
        return edit(scope, route, version, asked, (it, before) -> new FlagEdit(it.kind()).apply(before, patch));
    }

    /** Puts rollout and settings back to what they were after a revision, as a new change; a rollback in force stays. */
    @Transactional
    public FlagView revert(EnvironmentScope scope, String route, long version, long revision, Intent intent) {
        FlagState then = stateAfter(scope, route, revision);
        return edit(scope, route, version, intent, (it, now) -> now.revertedTo(then));
    }

    private FlagState stateAfter(EnvironmentScope scope, String route, long revision) {
        return log.ofRouteAt(scope, route, revision)
                .map(Change::after)
                .map(json -> RulesetJson.read(json, FlagState.class))
                .orElseThrow(() -> Problem.notFound("state of " + route + " at revision " + revision));
    }

    /** What a change would lead to, without making it; refuses what the change would refuse, its version and reason aside. */
    @Transactional
    public FlagPreview preview(EnvironmentScope scope, String key, FlagPatch patch) {
        return preview(scope, key, (route, now) -> new FlagEdit(route.kind()).apply(now, patch));
    }

    /** As {@link #preview}, of {@link #revert}. */
    @Transactional
    public FlagPreview previewRevert(EnvironmentScope scope, String key, long revision) {
        FlagState then = stateAfter(scope, key, revision);
        return preview(scope, key, (route, now) -> now.revertedTo(then));
    }

    private FlagPreview preview(EnvironmentScope scope, String key, BiFunction<Route, FlagState, FlagState> edit) {
        Route route = routes.get(scope.project(), key);
        FlagEntity entity = rows.get(scope, key);
        FlagState wanted = edit.apply(route, entity.state());
        requireSafe(route, entity.state(), wanted);
        backlogs.require(scope, route, entity.state(), Stage.COMPLETE, wanted);
        return new FlagPreview(
                view(route, environment(scope), entity.version, wanted),
                followers.lagging(scope, List.of(PublishedRoute.json(route, wanted))));
    }

    /** The harm that is known of the new side, with its figures, if the change leads anybody forward; empty otherwise. */
    @Transactional
    public Optional<String> harm(EnvironmentScope scope, String key, FlagPatch patch) {
        FlagState now = rows.get(scope, key).state();
        FlagState wanted = new FlagEdit(routes.get(scope.project(), key).kind()).apply(now, patch);
        return harm.known(scope, key, now, wanted);
    }

    /** As {@link #harm}, of {@link #revert}. */
    @Transactional
    public Optional<String> harmOfRevert(EnvironmentScope scope, String key, long revision) {
        FlagState now = rows.get(scope, key).state();
        return harm.known(scope, key, now, now.revertedTo(stateAfter(scope, key, revision)));
    }

    /**
     * Newest first: what happened to the flag, the environment's own rollbacks included.
     *
     * @param before only changes of lower revisions, for paging
     */
    @Transactional
    public List<PastChange> history(EnvironmentScope scope, String route, long before, int limit) {
        rows.get(scope, route);
        return log.ofRoute(scope, route, before, limit).stream()
                .map(PastChange::of)
                .toList();
    }

    /** Newest first: what happened to the flag after a revision. */
    @Transactional
    public List<PastChange> historySince(EnvironmentScope scope, String route, long revision, int limit) {
        return log.ofRoute(scope, route, Long.MAX_VALUE, limit).stream()
                .filter(change -> change.revision() > revision)
                .map(PastChange::of)
                .toList();
    }

    private FlagView edit(
            EnvironmentScope scope,
            String key,
            long version,
            Intent intent,
            BiFunction<Route, FlagState, FlagState> edit) {
        Route route = routes.get(scope.project(), key);
        changes.apply(scope, intent, locked -> {
            FlagEntity entity = rows.get(scope, key);
            requireVersion(entity, version, route, locked);
            requireReason(locked, intent);
            FlagState wanted = edit.apply(route, entity.state());
            requireSafe(route, entity.state(), wanted);
            backlogs.require(scope, route, entity.state(), Stage.COMPLETE, wanted);
            harm.require(scope, key, entity.state(), wanted, intent.reason());
            return FlagChange.write(entity, route, wanted, locked).stream().toList();
        });
        return get(scope, key);
    }

    void requireVersion(FlagEntity entity, long version, Route route, LockedEnvironment locked) {
        rows.getEntityManager().refresh(entity);
        if (entity.version != version) {
            throw Problem.preconditionFailed(view(route, locked.state(), entity.version, entity.state()));
        }
    }

    public static void requireReason(LockedEnvironment locked, Intent intent) {
        if (locked.state().guarded() && intent.reason() == null) {
            throw Problem.badField(
                    "reason",
                    "The environment " + locked.state().scope().key() + " is protected: a change needs a reason.",
                    "Say in a few words why you make this change.");
        }
    }

    static void requireSafe(Route route, FlagState before, FlagState wanted) {
        if (before.isComingDown() && !wanted.cohorts().equals(before.cohorts())) {
            throw ResumeCheck.underWay(route);
        }
        List<String> conflicts = SafetyCheck.conflicts(route.kind(), route.data(), before, wanted);
        if (!conflicts.isEmpty()) {
            throw Problem.of(409, "unsafe-rollout", "The change is not safe for the data of this route")
                    .detail(String.join(" ", conflicts))
                    .field("cohorts")
                    .remedy("Bring everybody to one stage first, then go on to the next;"
                            + " or declare the route's data partitioned if its cohorts never meet.")
                    .build();
        }
    }

    private FlagView view(Route route, EnvironmentState environment, long version, FlagState state) {
        Missing onLegacy = missing.of(environment.scope(), route.key(), Side.LEGACY);
        return FlagView.of(route, environment, version, state, onLegacy);
    }

    EnvironmentState environment(EnvironmentScope scope) {
        return environments.get(scope.project(), scope.key());
    }

    /** For other classes of this slice that change many flags at once. */
    List<Piece> writeAll(
            EnvironmentScope scope,
            List<Route> chosen,
            LockedEnvironment locked,
            BiFunction<Route, FlagState, FlagState> rule) {
        return chosen.stream()
                .map(route -> {
                    FlagEntity entity = rows.get(scope, route.key());
                    rows.getEntityManager().refresh(entity);
                    return FlagChange.write(entity, route, rule.apply(route, entity.state()), locked);
                })
                .flatMap(Optional::stream)
                .toList();
    }
}
