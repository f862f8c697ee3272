package dev.banyan.evaluation;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A rollback that was taken while the control plane could not commit it, and so holds before any revision has it. Like a rollback of
 * the environment it is a cap, for the routes that it names or for all. Immutable.
 */
public final class Emergency {

    private static final int LONGEST_ID = 64;

    private final String id;
    private final EnvironmentRollback mode;
    private final Set<String> routes;

    private Emergency(String id, EnvironmentRollback mode, Set<String> routes) {
        this.id = id;
        this.mode = mode;
        this.routes = routes;
    }

    /**
     * An emergency.
     *
     * @param id what it is settled by: 1 to 64 of {@code A-Z a-z 0-9 -}, so that a header can carry it
     * @param mode how far its routes go back
     * @param routes their keys; {@code null} for all
     * @throws IllegalArgumentException when the id is another text
     */
    public static Emergency of(String id, EnvironmentRollback mode, Collection<String> routes) {
        if (id.isEmpty() || id.length() > LONGEST_ID || !isPlain(id)) {
            throw new IllegalArgumentException(
                    "an emergency's id is 1 to " + LONGEST_ID + " letters, digits and hyphens");
        }
        return new Emergency(
                id, mode, routes == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(routes)));
    }

    /** The ids of some, in their order. */
    public static Set<String> ids(Collection<Emergency> emergencies) {
        Set<String> ids = new LinkedHashSet<>();
        for (Emergency emergency : emergencies) {
            ids.add(emergency.id());
        }
        return ids;
    }

    /** What it is settled by. */
    public String id() {
        return id;
    }

    /** How far its routes go back. */
    public EnvironmentRollback mode() {
        return mode;
    }

    /** The keys of its routes; {@code null} when it holds for all; unmodifiable. */
    public Set<String> routes() {
        return routes;
    }

    /** The highest stage that it leaves to a route, or {@code null} when it says nothing about it. */
    Stage cap(String route, RouteKind kind) {
        return routes == null || routes.contains(route) ? mode.cap(kind) : null;
    }

    private static boolean isPlain(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
