package dev.banyan.demo.shop;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Threads that do not keep the process alive. */
final class Daemons {

    private Daemons() {}

    static ScheduledExecutorService timer(String name) {
        return Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
