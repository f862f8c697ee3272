package dev.banyan.server.health.fold;

/** Whoever was told of folded outcomes threw. */
final class ObserverFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ObserverFailed(RuntimeException cause) {
        super(cause);
    }

    static boolean isBehind(Throwable failed) {
        Throwable cause = failed;
        while (cause != null && !(cause instanceof ObserverFailed)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
