package dev.banyan.server.catalog;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;

/**
 * Fired inside the transaction that makes, edits or deletes a route, so that every environment publishes it in the same breath.
 *
 * @param change what happened, as it is written down
 */
public record RouteChanged(Actor actor, Route route, AuditAction change) {}
