package dev.banyan.server.delivery.instance;

/**
 * An instance that has not applied a change.
 *
 * @param here whether it was seen within the time-out
 */
public record LateInstance(long environmentId, long revision, Instance instance, boolean here) {

    /** Who has applied the revision, and does not understand what it changes, goes by older rules there. */
    static LateInstance of(long environmentId, long revision, Instance instance, boolean here) {
        return new LateInstance(
                environmentId, revision, instance.unread().isEmpty() ? instance : instance.behind(revision), here);
    }

    /** Whether it follows other routes: what it does otherwise, it does on those that it does not understand. */
    public boolean onlyOnUnread() {
        return !instance.unread().isEmpty();
    }

    public boolean refused() {
        return here && instance.refusedRevision() != null && instance.refusedRevision() >= revision;
    }
}
