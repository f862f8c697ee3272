package dev.banyan.server.delivery;

/** What an SDK says about a revision: that it has applied it, or with a reason that it refused it. */
record Acknowledgement(String epoch, long revision, String refusal) {

    boolean applied() {
        return refusal == null;
    }
}
