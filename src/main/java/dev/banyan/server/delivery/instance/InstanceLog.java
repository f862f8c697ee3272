package dev.banyan.server.delivery.instance;

import dev.banyan.server.delivery.kit.DeliveryDatabase;
import dev.banyan.server.delivery.kit.DeliveryMetrics;
import dev.banyan.server.delivery.kit.Failures;
import dev.banyan.server.delivery.request.Acknowledgement;
import dev.banyan.server.delivery.request.InstanceIdentity;
import dev.banyan.server.delivery.stream.Stream;
import dev.banyan.server.problem.DatabaseGone;
import dev.banyan.server.worker.BackgroundThread;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Writes down who is connected and what they have applied. One thread takes everything that waits and commits it at once, so
 * thousands of acknowledgements of one change need a handful of transactions. Thread-safe.
 */
@ApplicationScoped
public class InstanceLog {
    /** PostgreSQL's notification channel; the payload is the environment's id. */
    public static final String CHANNEL = "banyan_instances";

    private static final Logger LOG = Logger.getLogger(InstanceLog.class);
    private static final int MOST_WAITING = 50_000;
    private static final int MOST_AT_ONCE = 5_000;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private final DeliveryDatabase database;
    private final DeliveryMetrics metrics;
    private final BlockingQueue<InstanceEvent> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Failures failures = new Failures(LOG, System::nanoTime);
    private final BackgroundThread thread = new BackgroundThread("banyan-instances");

    InstanceLog(DeliveryDatabase database, DeliveryMetrics metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        thread.start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.stop(LAST_WORDS);
    }

    public void connected(Stream stream) {
        offer(InstanceEvent.connected(stream.key.environmentId(), stream.instance, stream.name));
    }

    public void disconnected(Stream stream) {
        offer(InstanceEvent.disconnected(stream.key.environmentId(), stream.instance, stream.name));
    }

    /** Completes when it is committed; fails when it could not be, and the SDK then says it again. */
    public CompletionStage<Void> acknowledged(
            long environmentId, InstanceIdentity instance, Acknowledgement acknowledgement) {
        return write(InstanceEvent.acknowledged(environmentId, instance, acknowledgement));
    }

    /** A sign of life from an instance that has no stream at the moment, or none here. */
    public void seen(long environmentId, InstanceIdentity instance) {
        offer(InstanceEvent.seen(environmentId, instance));
    }

    /** As {@link #seen}; completes when the instance is in the database, fails when it could not be written. */
    public Uni<Void> known(long environmentId, InstanceIdentity instance) {
        return Uni.createFrom().completionStage(() -> write(InstanceEvent.seen(environmentId, instance)));
    }

    private CompletionStage<Void> write(InstanceEvent event) {
        return offer(event)
                ? event.done()
                : CompletableFuture.failedStage(new SQLException("too many instance events are waiting"));
    }

    private boolean offer(InstanceEvent event) {
        return waiting.offer(event);
    }

    private void run() {
        List<InstanceEvent> batch = new ArrayList<>();
        while (thread.running()) {
            try {
                batch.clear();
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                long begun = System.nanoTime();
                commit(batch);
                LockSupport.parkNanos(CommitPause.after(batch.size()).toNanos() - (System.nanoTime() - begun));
            } catch (InterruptedException stopped) {
                break;
            }
        }
        // Who went when this replica stopped: another one shall not name them as connected.
        batch.clear();
        waiting.drainTo(batch);
        if (!batch.isEmpty()) {
            commit(batch);
        }
    }

    /** Acknowledgements are repeated by the SDK, signs of life by themselves; who came and went nobody else tells us again. */
    private void tryLater(List<InstanceEvent> batch) {
        batch.stream()
                .filter(event ->
                        event.kind() == InstanceEvent.Kind.CONNECTED || event.kind() == InstanceEvent.Kind.DISCONNECTED)
                .forEach(this::offer);
        LockSupport.parkNanos(RETRY.toNanos());
    }

    private void commit(List<InstanceEvent> batch) {
        try {
            write(batch);
        } catch (Throwable failed) {
            // Nothing may end the thread that writes down all the others.
            if (isOfTheData(failed)) {
                leaveOut(batch, failed);
            } else {
                complain(batch, failed);
                tryLater(batch);
            }
        }
    }

    private void write(List<InstanceEvent> batch) throws SQLException {
        metrics.batchOfInstanceEvents(batch.size());
        InstanceBatch events = new InstanceBatch(batch);
        try (Connection connection = database.open()) {
            InstanceStatements statements = new InstanceStatements(connection);
            connection.setAutoCommit(false);
            statements.write(events);
            connection.commit();
            batch.forEach(event -> event.done().complete(null));
            statements.writeGone(events);
            connection.commit();
        }
    }

    /** The database took none of them because of what one of them says: an environment that is gone, a text that cannot be stored. */
    private static boolean isOfTheData(Throwable failed) {
        String state = failed instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
        return state.startsWith("22") || state.startsWith("23");
    }

    /** Halves are tried until it is found; the others must not suffer for it. */
    private void leaveOut(List<InstanceEvent> batch, Throwable failed) {
        if (batch.size() == 1) {
            complain(batch, failed);
            return;
        }
        int half = batch.size() / 2;
        commit(batch.subList(0, half));
        commit(batch.subList(half, batch.size()));
    }

    private void complain(List<InstanceEvent> batch, Throwable failed) {
        // That the database is away is said once, by others.
        if (DatabaseGone.behind(failed).isEmpty()) {
            failures.say("Could not record " + batch.size() + " instance events", failed);
        }
        batch.forEach(event -> event.done().completeExceptionally(failed));
    }
}
