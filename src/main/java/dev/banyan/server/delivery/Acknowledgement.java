package dev.banyan.server.delivery;

import java.util.List;

/**
 * What an SDK says about a revision: that it has applied it, or with a reason that it refused it.
 *
 * @param unread what it does not understand of the revision that it has applied
 */
record Acknowledgement(String epoch, long revision, String refusal, List<UnreadPart> unread) {

    Acknowledgement(String epoch, long revision, String refusal) {
        this(epoch, revision, refusal, List.of());
    }

    boolean applied() {
        return refusal == null;
    }
}
