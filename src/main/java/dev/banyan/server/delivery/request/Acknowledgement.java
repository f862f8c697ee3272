package dev.banyan.server.delivery.request;

import java.util.List;

/**
 * What an SDK says about a revision: that it has applied it, or with a reason that it refused it.
 *
 * @param unread what it does not understand of the revision that it has applied
 */
public record Acknowledgement(String epoch, long revision, String refusal, List<UnreadPart> unread) {

    public Acknowledgement(String epoch, long revision, String refusal) {
        this(epoch, revision, refusal, List.of());
    }

    public boolean applied() {
        return refusal == null;
    }
}
