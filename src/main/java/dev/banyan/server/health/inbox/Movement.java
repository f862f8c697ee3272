package dev.banyan.server.health.inbox;

/** Says that a route moves, so that its services should tell soon what happens. Whoever moves routes may have one; asked in memory only. */
public interface Movement {
    boolean moves(long environmentId, String route);
}
