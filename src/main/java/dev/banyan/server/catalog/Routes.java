package dev.banyan.server.catalog;

import dev.banyan.evaluation.PathTemplate;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The routes of a project. Each change is published to all environments of the project by the slice that owns the flags. */
@ApplicationScoped
public class Routes {
    private final RouteRows rows;
    private final Projects projects;
    private final Migrations migrations;
    private final Salts salts;
    private final AuditTrail audit;
    private final Clock clock;
    private final Event<RouteChanged> changed;

    Routes(
            RouteRows rows,
            Projects projects,
            Migrations migrations,
            Salts salts,
            AuditTrail audit,
            Clock clock,
            Event<RouteChanged> changed) {
        this.rows = rows;
        this.projects = projects;
        this.migrations = migrations;
        this.salts = salts;
        this.audit = audit;
        this.clock = clock;
        this.changed = changed;
    }

    @Transactional
    public Route get(String project, String key) {
        return Route.of(rows.get(project, key, "route"));
    }

    @Transactional
    public Page<Route> page(String project, PageRequest page) {
        return rows.page(project, page).map(Route::of);
    }

    /** All routes of a project, or those of one migration, in the order of their keys. */
    @Transactional
    public List<Route> all(String project, String migration) {
        return rows.ofProject(project).stream()
                .map(Route::of)
                .filter(route -> migration == null || migration.equals(route.migration()))
                .toList();
    }

    /** Those of these keys that are there. */
    @Transactional
    public List<Route> named(String project, Collection<String> keys) {
        return rows.list("id.project = ?1 and id.key in ?2 and deletedAt is null", project, keys).stream()
                .map(Route::of)
                .toList();
    }

    @Transactional
    public Route create(Actor actor, String project, RouteRequest request) {
        RouteEntity entity = new RouteEntity();
        fill(project, entity, request);
        entity.kind = kind(request).shortValue();
        entity.salt = saltFor(project, request.bucketGroup());
        rows.add(entity, project, request.key(), clock.instant());
        return announce(actor, entity, AuditAction.ROUTE_CREATED);
    }

    /**
     * Replaces what the request says. What decides where a context is, or what is safe, stays as it was made.
     *
     * @param version the version that the sender has seen
     */
    @Transactional
    public Route edit(Actor actor, String project, String key, long version, RouteRequest request) {
        RouteEntity entity = rows.get(project, key, "route");
        requireVersion(entity, version);
        requireSame("key", key, request.key());
        requireSame("kind", (int) entity.kind, kind(request));
        requireSame(
                "bucketBy",
                entity.bucketBy,
                Optional.ofNullable(request.bucketBy()).orElse(entity.bucketBy));
        requireSame("bucketGroup", entity.bucketGroup, request.bucketGroup());
        requireSame("data", entity.data, Optional.ofNullable(request.data()).orElse(entity.data));
        fill(project, entity, request);
        rows.flush();
        return announce(actor, entity, AuditAction.ROUTE_EDITED);
    }

    /** Gives the route a new salt: the same share, other contexts. */
    @Transactional
    public Route reshuffle(Actor actor, String project, String key, long version) {
        RouteEntity entity = rows.get(project, key, "route");
        requireVersion(entity, version);
        entity.bucketGroup = null;
        entity.salt = salts.next();
        rows.flush();
        return announce(actor, entity, AuditAction.ROUTE_RESHUFFLED);
    }

    @Transactional
    public Route delete(Actor actor, String project, String key, long version) {
        RouteEntity entity = rows.get(project, key, "route");
        requireVersion(entity, version);
        Route deleted = announce(actor, entity, AuditAction.ROUTE_DELETED);
        entity.deletedAt = clock.instant();
        return deleted;
    }

    private Route announce(Actor actor, RouteEntity entity, AuditAction change) {
        Route route = Route.of(entity);
        changed.fire(new RouteChanged(actor, route, change));
        audit.record(actor, route.project(), null, change, route.key(), Map.of("version", route.version()));
        return route;
    }

    /** What decides where a context is, or what is safe, is settled when the route is made. */
    private static void requireSame(String field, Object held, Object wanted) {
        if (!Objects.equals(held, wanted)) {
            throw Problem.badField(
                    field, "The " + field + " of a route cannot change: it is " + held + ".", "Make a new route.");
        }
    }

    private static void requireVersion(RouteEntity entity, long version) {
        if (entity.version != version) {
            throw Problem.preconditionFailed(RouteView.of(Route.of(entity)));
        }
    }

    private void fill(String project, RouteEntity entity, RouteRequest request) {
        projects.requireTeam(project, request.ownerTeam());
        migrations.require(project, request.migration());
        requireFreePath(project, request);
        fill(entity, request);
    }

    /** All but the key and the kind, which are settled when the route is made. */
    static void fill(RouteEntity entity, RouteRequest request) {
        entity.description =
                Optional.ofNullable(request.description()).orElse("").strip();
        entity.method = request.method();
        entity.path = request.path();
        entity.legacyTarget = request.legacyTarget();
        entity.newTarget = request.newTarget();
        entity.ownerTeam = request.ownerTeam();
        entity.migration = request.migration();
        entity.bucketBy = Optional.ofNullable(request.bucketBy())
                .orElse(entity.bucketBy == null ? "targetingKey" : entity.bucketBy);
        entity.bucketGroup = request.bucketGroup();
        entity.missingKey = Optional.ofNullable(request.missingKey()).orElse("legacy");
        entity.data = Optional.ofNullable(request.data()).orElse(entity.data == null ? "shared" : entity.data);
    }

    private void requireFreePath(String project, RouteRequest request) {
        if (request.path() == null) {
            return;
        }
        PathTemplate path = template(request.path());
        rows.ofProject(project).stream()
                .filter(other -> !other.id.key().equals(request.key()))
                .filter(other -> other.path != null && Objects.equals(request.method(), other.method))
                .filter(other -> matchesTheSame(path, other.path))
                .findFirst()
                .ifPresent(other -> {
                    throw Problem.badField(
                            "path",
                            "Route " + other.id.key() + " has this method and path already.",
                            "Choose another path, or edit that route.");
                });
    }

    private static PathTemplate template(String path) {
        try {
            return PathTemplate.parse(path);
        } catch (IllegalArgumentException refused) {
            // "The path has …: write …."
            String[] words = refused.getMessage().split(": ", 2);
            throw Problem.badField("path", words[0] + ".", words[1]);
        }
    }

    /** What former releases let in may never match. */
    private static boolean matchesTheSame(PathTemplate path, String other) {
        try {
            return path.equals(PathTemplate.read(other));
        } catch (IllegalArgumentException unmatchable) {
            return false;
        }
    }

    private String saltFor(String project, String bucketGroup) {
        if (bucketGroup == null) {
            return salts.next();
        }
        return rows.find("id.project = ?1 and bucketGroup = ?2", project, bucketGroup)
                .firstResultOptional()
                .map(other -> other.salt)
                .orElseGet(salts::next);
    }

    private static Integer kind(RouteRequest request) {
        try {
            return RouteKind.ofStages(request.kind()).stageCount();
        } catch (IllegalArgumentException unknown) {
            throw Problem.badField(
                    "kind", "There is no kind of route with " + request.kind() + " stages.", "Use 2, 4 or 6.");
        }
    }
}
