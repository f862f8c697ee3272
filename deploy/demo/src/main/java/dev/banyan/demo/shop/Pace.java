package dev.banyan.demo.shop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Gives a shop the speed of a real one, which asks a database: every answer takes a while, without keeping a core busy. */
final class Pace implements Shop {

    private final Shop shop;
    private final ScheduledExecutorService timer;
    private final int leastMillis;
    private final int mostMillis;
    private final Supplier<Faults> faults;

    Pace(Shop shop, ScheduledExecutorService timer, int leastMillis, int mostMillis, Supplier<Faults> faults) {
        this.shop = shop;
        this.timer = timer;
        this.leastMillis = leastMillis;
        this.mostMillis = mostMillis;
        this.faults = faults;
    }

    @Override
    public Reply answer(Call call) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Faults now = faults.get();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        long micros = TimeUnit.MILLISECONDS.toMicros(now.latencyMillis())
                + random.nextLong(leastMillis * 1_000L, mostMillis * 1_000L + 1);
        boolean fails = random.nextInt(100) < now.errorPercent();
        timer.schedule(() -> reply.complete(fails ? broken() : safely(call)), micros, TimeUnit.MICROSECONDS);
        return reply.join();
    }

    private Reply safely(Call call) {
        try {
            return shop.answer(call);
        } catch (RuntimeException unexpected) {
            return Reply.of(400, "the request cannot be read");
        }
    }

    private static Reply broken() {
        return Reply.of(500, "the database of the new service is not well (a fault that was switched on)");
    }
}
