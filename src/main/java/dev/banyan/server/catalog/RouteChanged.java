package dev.banyan.server.catalog;

import dev.banyan.server.audit.Actor;

/**
 * Fired inside the transaction that makes, edits or deletes a route, so that every environment publishes it in the same breath.
 *
 * @param change what happened, as the action of the audit entry: {@code route.created} and so on
 */
public record RouteChanged(Actor actor, Route route, String change) {
    public static final String CREATED = "route.created";
    public static final String EDITED = "route.edited";
    public static final String RESHUFFLED = "route.reshuffled";
    public static final String DELETED = "route.deleted";
}
