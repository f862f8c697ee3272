package dev.banyan.server.flag;

import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.Change;
import dev.banyan.server.environment.ChangeLog;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.environment.history.PastMoves;
import dev.banyan.server.environment.history.PastStates;
import dev.banyan.server.flag.state.FlagState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How routes got to where they are, from the change log. */
@ApplicationScoped
public class RouteTimeline {
    /** A route that was changed more often than this since it arrived has not been left alone; then since the oldest of these. */
    private static final int CHANGES_READ = 200;

    private final FlagRows rows;
    private final Routes routes;
    private final ChangeLog log;
    private final PastStates past;
    private final PastMoves moves;

    RouteTimeline(FlagRows rows, Routes routes, ChangeLog log, PastStates past, PastMoves moves) {
        this.rows = rows;
        this.routes = routes;
        this.log = log;
        this.past = past;
        this.moves = moves;
    }

    /** Newest first: what was done to the routes of an environment since a moment, those changes included that moved nobody. */
    @Transactional
    public List<PastMove> moves(EnvironmentScope scope, Instant from, int limit) {
        return moves.since(scope, from, limit).stream().map(PastMove::of).toList();
    }

    /** When each route was moved last since a moment, by its key; all of them together by the empty one. */
    @Transactional
    public Map<String, Instant> lastMoves(EnvironmentScope scope, Instant from) {
        return moves.newest(scope, from);
    }

    /** @param onLegacy whether legacy answers anybody from then on; null when the route is gone */
    public record Moved(String route, Instant at, Boolean onLegacy) {}

    /** How each route stood at a moment, and each change since then; oldest first. A rollback of the whole environment is not in it. */
    @Transactional
    public List<Moved> since(EnvironmentScope scope, Instant from) {
        return past.since(scope, from).stream()
                .map(each -> new Moved(each.route(), each.at(), onLegacy(each.state())))
                .toList();
    }

    private static Boolean onLegacy(String state) {
        return state == null
                ? null
                : (Boolean) RulesetJson.read(state, FlagState.class).legacyAnswers();
    }

    /** Since when everybody has been at the last stage without a break; empty where somebody is not, or something holds them back. */
    @Transactional
    public Optional<Instant> completeSince(EnvironmentScope scope, String route) {
        routes.get(scope.project(), route);
        if (!rows.get(scope, route).state().isComplete()) {
            return Optional.empty();
        }
        return Optional.ofNullable(since(log.ofRoute(scope, route, Long.MAX_VALUE, CHANGES_READ)));
    }

    /** @param newestFirst of a route that is complete now; those of the whole environment have no state of the route */
    private static Instant since(List<Change> newestFirst) {
        Instant since = null;
        for (Change change : newestFirst) {
            if (change.after() == null && change.before() == null) {
                return AuditAction.ENVIRONMENT_RESUMED.is(change.action()) ? change.at() : since;
            }
            if (!isComplete(change.after())) {
                return since;
            }
            since = change.at();
            if (!isComplete(change.before())) {
                return since;
            }
        }
        return since;
    }

    private static boolean isComplete(String state) {
        return state != null && RulesetJson.read(state, FlagState.class).isComplete();
    }

    /** The routes of which everybody is at the last stage. */
    @Transactional
    public List<String> complete(EnvironmentScope scope) {
        return rows.ofEnvironment(scope).stream()
                .filter(flag -> flag.state().isComplete())
                .map(flag -> flag.route)
                .toList();
    }
}
