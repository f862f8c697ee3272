package dev.banyan.server.delivery;

/**
 * An instance that has not applied a change.
 *
 * @param here whether it was seen within the time-out
 */
public record Laggard(long environmentId, long revision, Instance instance, boolean here) {

    public boolean refused() {
        return here && instance.refusedRevision() != null && instance.refusedRevision() >= revision;
    }
}
