package dev.banyan.server.environment;

import java.time.Instant;

/** The environment in the hands of the one change that is being made to it. */
public final class LockedEnvironment {
    private final EnvironmentEntity entity;
    private final Instant now;

    LockedEnvironment(EnvironmentEntity entity, Instant now) {
        this.entity = entity;
        this.now = now;
    }

    /** The environment before the change. */
    public EnvironmentState state() {
        return entity.state();
    }

    /** The revision that the change gets if it changes anything. */
    public long nextRevision() {
        return entity.revision + 1;
    }

    public Instant now() {
        return now;
    }

    /** Puts all routes of the environment back, or with null lets them go on. */
    public void rollBack(RollbackMode mode, String by) {
        rollBack(mode, by, now);
    }

    /** @param at when it came into force, which may be before it is committed */
    public void rollBack(RollbackMode mode, String by, Instant at) {
        entity.rollbackMode = mode == null ? null : mode.key();
        entity.rolledBackAt = mode == null ? null : at;
        entity.rolledBackBy = mode == null ? null : by;
    }
}
