package dev.banyan.bench.guard.live;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests at a fixed rate, each by one of many customers to one front after the other. */
final class Customers implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int CUSTOMERS = 2_000;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Front> fronts;

    Customers(List<Front> fronts, int perSecond) {
        this.fronts = fronts;
        long each = TimeUnit.SECONDS.toMicros(1) / perSecond;
        // Each thread takes its share, so that one slow answer delays no other customer.
        for (int i = 0; i < THREADS; i++) {
            threads.scheduleAtFixedRate(this::request, i * each, THREADS * each, TimeUnit.MICROSECONDS);
        }
    }

    private void request() {
        fronts.get(Math.floorMod(turn.getAndIncrement(), fronts.size()))
                .serve(customer(ThreadLocalRandom.current().nextInt(CUSTOMERS)));
    }

    /** Somebody whom the new side serves. */
    static String servedByNew(Front front) {
        for (int i = 0; i < CUSTOMERS; i++) {
            if (front.sendsToNew(customer(i))) {
                return customer(i);
            }
        }
        throw new IllegalStateException("nobody is served by the new side");
    }

    private static String customer(int number) {
        return "customer-" + number;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
