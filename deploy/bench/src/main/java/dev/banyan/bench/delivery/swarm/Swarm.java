package dev.banyan.bench.delivery.swarm;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Thousands of clients on one thread. Other threads hand it work and never touch what it holds. */
final class Swarm implements Runnable {
    private static final long IDLE_MILLIS = 50;

    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Wire wire = new Wire();
    private final Timers timers = new Timers();
    private final RandomGenerator random = new SplittableRandom(1);
    private final List<StreamClient> clients = new ArrayList<>();
    private final List<Readable> afterwards = new ArrayList<>();
    /** Clients are machines of their own: what one has to say does not hold up what another one hears. */
    private final List<Pool.Request> owed = new ArrayList<>();

    private final Counts counts = new Counts();
    private final Checks checks = new Checks();
    private final Pool pool;
    private Times times = new Times(0);
    private volatile boolean running = true;

    Swarm(int poolConnections) {
        pool = new Pool(wire, timers, poolConnections);
    }

    @Override
    public void run() {
        while (running) {
            long wait = timers.run(IDLE_MILLIS);
            sendOwed();
            try {
                wire.selector.select(wait);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            handle();
            for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                order.run();
            }
        }
    }

    private void handle() {
        for (SelectionKey key : wire.selector.selectedKeys()) {
            Readable who = (Readable) key.attachment();
            if (!key.isValid()) {
                continue;
            }
            if (who.first()) {
                who.ready();
            } else {
                afterwards.add(who);
            }
        }
        wire.selector.selectedKeys().clear();
        sendOwed();
        afterwards.forEach(Readable::ready);
        afterwards.clear();
    }

    private void sendOwed() {
        owed.forEach(pool::send);
        owed.clear();
    }

    /** Asks the swarm's thread, and waits for its answer. */
    <T> T ask(Function<Swarm, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        orders.add(() -> {
            try {
                answer.complete(question.apply(this));
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        wire.selector.wakeup();
        return answer.join();
    }

    void stop() {
        running = false;
        wire.selector.wakeup();
    }

    boolean running() {
        return running;
    }

    // --- orders, on the swarm's thread ---

    /** Clients that take turns among the replicas; every so many looks at all that it gets. */
    void make(int count, List<Target> targets, int checkEvery) {
        times = new Times(count);
        counts.clear();
        for (int i = 0; i < count; i++) {
            Checked checked = i % checkEvery == 0 ? new Checked() : null;
            clients.add(new StreamClient(i, "swarm-" + i, targets.get(i % targets.size()), this, checked));
        }
    }

    /** Lets the next clients connect while not too many are on their way. */
    void connectSome(int atATime) {
        while (counts.connecting() < atATime && counts.begun() < clients.size()) {
            clients.get(counts.beginOne()).connect();
        }
    }

    void closeAll() {
        clients.forEach(StreamClient::close);
        clients.clear();
    }

    Times times() {
        return times;
    }

    Counts counts() {
        return counts;
    }

    Checks checks() {
        return checks;
    }

    int size() {
        return clients.size();
    }

    // --- what clients tell, on the swarm's thread ---

    Wire wire() {
        return wire;
    }

    Timers timers() {
        return timers;
    }

    RandomGenerator random() {
        return random;
    }

    void applied(int client, long revision, boolean delta, long bytes) {
        times.applied(client, revision, delta, bytes, System.nanoTime());
    }

    void acknowledge(Pool.Request request) {
        owed.add(request);
    }

    void poll(Pool.Request request) {
        counts.polled();
        pool.send(request);
    }

    void acknowledged(int client, long revision) {
        times.acknowledged(client, revision, System.nanoTime());
    }

    void notAcknowledged() {
        counts.notAcknowledged();
    }

    boolean check(Checked checked, EventParser event) {
        return checks.passes(checked, event);
    }

    void misfit() {
        counts.misfit();
    }

    void refusedWith(int status) {
        counts.refusedWith(status);
    }

    void attemptFailed() {
        counts.attemptFailed();
    }

    void isBack() {
        counts.back(System.nanoTime());
    }

    void left() {
        counts.left();
    }
}
