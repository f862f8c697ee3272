package dev.banyan.server.worker;

import java.time.Duration;

/**
 * A thread for one work without end, from the start of a replica until its stop. Not for what is done every so often: that is for Quarkus'
 * scheduler. Who uses this waits for something that comes when it comes, such as a notification or the next of a queue, or must go on when
 * all threads of the scheduler are busy.
 */
public final class BackgroundThread {
    private final String name;
    private volatile boolean running = true;
    private Thread thread;

    public BackgroundThread(String name) {
        this.name = name;
    }

    /** @param work returns soon after it was interrupted and {@link #running} no more; starting a second time does nothing */
    public synchronized void start(Runnable work) {
        if (thread == null) {
            thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether the work is to go on. */
    public boolean running() {
        return running;
    }

    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Waits for what the work still has to do, so long at most. */
    public void stop(Duration patience) {
        stop();
        try {
            if (thread != null) {
                thread.join(patience.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
