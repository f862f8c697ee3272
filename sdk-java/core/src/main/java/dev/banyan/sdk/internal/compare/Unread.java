package dev.banyan.sdk.internal.compare;

/** Stands for what a property or field holds that could not be read. Immutable. */
final class Unread {
    static final Unread CLOSED = new Unread("not accessible");

    private final String why;

    private Unread(String why) {
        this.why = why;
    }

    static Unread threw(Throwable thrown) {
        return new Unread("threw " + thrown.getClass().getSimpleName());
    }

    @Override
    public String toString() {
        return why;
    }
}
