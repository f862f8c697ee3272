package dev.banyan.demo.shop;

import dev.banyan.sdk.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Gives a shop the manners of a real one, which asks a database: every answer takes a while, without keeping a core busy, and some
 * go wrong.
 */
final class Pace implements Shop {

    private static final Pattern QUANTITY = Pattern.compile("\"quantity\":(\\d+)");

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
        Faults now = faults.get();
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        long micros = TimeUnit.MILLISECONDS.toMicros(now.latencyMillis())
                + ThreadLocalRandom.current().nextLong(leastMillis * 1_000L, mostMillis * 1_000L + 1);
        timer.schedule(() -> reply.complete(answer(call, now)), micros, TimeUnit.MICROSECONDS);
        try {
            return reply.get();
        } catch (InterruptedException interrupted) {
            // A comparison that took too long: Banyan wants its thread back.
            Thread.currentThread().interrupt();
            return Reply.of(503, "the answer is no longer wanted");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Reply answer(Call call, Faults now) {
        boolean read = call.operation() == Operation.READ;
        if (falls(now.errorPercent()) || !read && falls(now.writePercent())) {
            return Reply.of(500, "the database of the new service is not well (a fault that was switched on)");
        }
        Reply reply = safely(call);
        return read && falls(now.wrongPercent()) ? oneTooMany(reply) : reply;
    }

    private Reply safely(Call call) {
        try {
            return shop.answer(call);
        } catch (RuntimeException unexpected) {
            return Reply.of(400, "the request cannot be read");
        }
    }

    private static boolean falls(int percent) {
        return ThreadLocalRandom.current().nextInt(100) < percent;
    }

    private static Reply oneTooMany(Reply reply) {
        String wrong = QUANTITY.matcher(reply.body())
                .replaceFirst(found -> "\"quantity\":" + (Integer.parseInt(found.group(1)) + 1));
        return new Reply(reply.status(), wrong);
    }
}
