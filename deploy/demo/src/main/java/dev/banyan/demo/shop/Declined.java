package dev.banyan.demo.shop;

/** One side did not do what it was asked. Banyan counts what is thrown as an error, and makes no second write after it. */
final class Declined extends RuntimeException {

    private final transient Reply reply;

    Declined(Reply reply) {
        super("status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }
}
