package dev.banyan.server.database;

/**
 * The database that this process starts itself, while the application starts: nobody asks for it before it is there. One that is somewhere else is
 * not waited for like this; see {@link DatabaseWatch}.
 */
public final class OwnDatabase {
    private static volatile Runnable untilThere = () -> {};

    private OwnDatabase() {}

    /** @param await returns when it takes connections, and throws what to say when it never will */
    public static void starts(Runnable await) {
        untilThere = await;
    }

    static void await() {
        untilThere.run();
    }
}
