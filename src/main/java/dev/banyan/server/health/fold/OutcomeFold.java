package dev.banyan.server.health.fold;

import dev.banyan.server.database.Recurring;
import dev.banyan.server.problem.DatabaseGone;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Folds what waits in one transaction as long as that goes well. When it does not, each environment is folded by itself, and of the one that
 * fails each batch, until only the batch that fails is left: it is set aside, and holds up nobody.
 */
@ApplicationScoped
class OutcomeFold {
    private static final Logger LOG = Logger.getLogger(OutcomeFold.class);

    /** A batch at a time takes its time, and the others come in between. */
    private static final int SINGLY_AT_ONCE = 20;

    /** An environment that could not be folded is tried again by itself, so often. */
    private static final long AGAIN_NANOS = 1_000_000_000;

    private final Recurring recurring = new Recurring(LOG);
    private final FoldTransaction transaction;
    private final DataSource database;
    private final Map<Long, Long> apart = new ConcurrentHashMap<>();
    private volatile long last;

    OutcomeFold(FoldTransaction transaction, DataSource database) {
        this.transaction = transaction;
        this.database = database;
    }

    /** Returns whether there may be more to do at once. */
    boolean fold() {
        boolean more;
        try {
            FoldTransaction.Result result = transaction.fold(FoldPart.allBut(apart.keySet(), last));
            last = result.last();
            more = result.more();
        } catch (RuntimeException | Error failed) {
            requireThere(failed);
            LOG.debugf(failed, "Outcomes are folded environment by environment");
            waiting().stream().filter(id -> !apart.containsKey(id)).forEach(this::alone);
            more = true;
        }
        long now = System.nanoTime();
        apart.forEach((environment, at) -> {
            if (now - at > AGAIN_NANOS) {
                alone(environment);
            }
        });
        return more;
    }

    /** What replicas of an older release have inserted; returns whether there may be more. */
    boolean foldOld() {
        return transaction.foldOld().more();
    }

    boolean forget() {
        return transaction.forget();
    }

    private void alone(long environment) {
        recurring.attempt("Folding outcomes of environment " + environment, () -> isolated(environment));
    }

    private void isolated(long environment) {
        try {
            transaction.fold(FoldPart.environment(environment));
            apart.remove(environment);
        } catch (RuntimeException | Error failed) {
            apart.put(environment, System.nanoTime());
            if (DatabaseGone.orBusyBehind(failed).isPresent()) {
                throw failed;
            }
            waiting(environment).forEach(this::single);
        }
    }

    private void single(long batch) {
        try {
            transaction.fold(FoldPart.batch(batch));
        } catch (RuntimeException | Error failed) {
            if (DatabaseGone.orBusyBehind(failed).isPresent()) {
                throw failed;
            }
            if (ObserverFailed.isBehind(failed)) {
                LOG.error("Outcomes are kept, but not everybody who wanted to hear of them could", failed);
                transaction.foldUntold(batch, failed);
            } else if (SetAside.isToBlame(failed)) {
                transaction.setAside(batch, failed);
            } else {
                throw failed;
            }
        }
    }

    private List<Long> waiting() {
        return read(FoldPart::waiting);
    }

    private List<Long> waiting(long environment) {
        return read(connection -> FoldPart.waiting(connection, environment, SINGLY_AT_ONCE));
    }

    private interface Query {
        List<Long> on(Connection connection) throws Exception;
    }

    private List<Long> read(Query query) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                return query.on(connection);
            }
        });
    }

    /** Without the database nothing is the fault of any environment. */
    private static void requireThere(Throwable failed) {
        if (DatabaseGone.behind(failed).isPresent()) {
            throw failed instanceof RuntimeException known ? known : new IllegalStateException(failed);
        }
    }
}
