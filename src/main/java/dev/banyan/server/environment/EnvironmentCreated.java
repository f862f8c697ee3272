package dev.banyan.server.environment;

import dev.banyan.server.audit.Actor;

/** Fired inside the transaction that makes an environment. */
public record EnvironmentCreated(Actor actor, EnvironmentScope scope) {}
