package dev.banyan.server.environment;

/**
 * Somebody holds a revision that was committed once: if the database does not have it, it lost it.
 *
 * @param epoch of the revision
 * @param witness who holds it, as it reads in "… holds revision 41"
 * @param fromMemory whether this server itself holds it; what a client says is believed, but only now and then
 */
public record LostCommits(String epoch, long revision, String witness, boolean fromMemory) {

    public static LostCommits heldHere(String epoch, long revision) {
        return new LostCommits(epoch, revision, "a server", true);
    }

    public static LostCommits heldBy(String instance, String epoch, long revision) {
        return new LostCommits(epoch, revision, "the instance " + instance, false);
    }

    String words(long revisionInDatabase) {
        return witness + " holds revision " + revision + ", the database has " + revisionInDatabase
                + ": it was restored, or lost commits";
    }
}
