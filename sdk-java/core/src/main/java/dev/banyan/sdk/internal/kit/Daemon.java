package dev.banyan.sdk.internal.kit;

import java.util.concurrent.atomic.AtomicInteger;

/** The few threads of one client: daemons, named {@code banyan-<role>-<client>}, which outlive any error but not the client. */
public final class Daemon {
    private static final AtomicInteger CLIENTS = new AtomicInteger();
    private static final long PAUSE_MILLIS = 1_000;

    private final int client = CLIENTS.incrementAndGet();
    private final Faults faults;

    public Daemon(Faults faults) {
        this.faults = faults;
    }

    /** The name of one of them. */
    public String name(String role) {
        return "banyan-" + role + "-" + client;
    }

    public Thread start(String role, Runnable loop, Signal signal) {
        Thread thread = new Thread(() -> survive(role, loop, signal), name(role));
        thread.setDaemon(true);
        // Not the caller's loader: a redeployed application must be able to go while its client is closing.
        thread.setContextClassLoader(Daemon.class.getClassLoader());
        thread.start();
        return thread;
    }

    private void survive(String role, Runnable loop, Signal signal) {
        boolean ended = false;
        while (!ended) {
            try {
                loop.run();
                ended = true;
            } catch (Throwable thrown) {
                faults.internal("banyan-" + role, thrown);
                ended = signal.closed();
                signal.await(PAUSE_MILLIS);
            }
        }
    }
}
