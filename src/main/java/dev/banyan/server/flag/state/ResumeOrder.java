package dev.banyan.server.flag.state;

/**
 * What somebody wants when they press "resume".
 *
 * @param backfilled the sender's word that the new side has been given what it missed while it was isolated
 * @param seen the version of the flag, or the revision of the environment, that the sender has looked at; null for whatever holds
 * @param byHand whether a hand pressed it on a page: so soon after the same hand's rollback it may be the second half of a double press
 */
public record ResumeOrder(boolean backfilled, Long seen, boolean byHand) {

    /** As a program sends it, which means what it says. */
    public static ResumeOrder ofProgram(boolean backfilled, Long seen) {
        return new ResumeOrder(backfilled, seen, false);
    }

    public static ResumeOrder onPage(boolean backfilled, long seen) {
        return new ResumeOrder(backfilled, seen, true);
    }
}
