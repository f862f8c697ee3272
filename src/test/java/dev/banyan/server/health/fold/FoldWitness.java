package dev.banyan.server.health.fold;

import dev.banyan.server.health.figures.OutcomeBlock;
import dev.banyan.server.health.figures.OutcomeCell;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Hears of folded outcomes as the guard does, writes down what it hears in the same transaction, and may fail. */
@ApplicationScoped
class FoldWitness {
    enum Fault {
        THROW,
        BAD_STATEMENT,
        KILL
    }

    private record Plan(long environmentId, Fault fault, boolean always) {}

    private final DataSource database;
    private volatile boolean writing;
    private final List<OutcomeBlock> told = new CopyOnWriteArrayList<>();
    private final AtomicReference<Plan> plan = new AtomicReference<>();

    FoldWitness(DataSource database) {
        this.database = database;
    }

    /** From now on it writes into the table {@code told}. */
    void write() throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists told (environment_id bigint, calls bigint)");
        }
        writing = true;
    }

    /** The next time that something of the environment is told. */
    void failOnce(long environmentId, Fault fault) {
        plan.set(new Plan(environmentId, fault, false));
    }

    /** Whenever something of the environment is told, until {@link #works}. */
    void failAlways(long environmentId, Fault fault) {
        plan.set(new Plan(environmentId, fault, true));
    }

    void works() {
        plan.set(null);
    }

    /** All that was told, tellings that were undone included. */
    List<OutcomeBlock> toldOf(long environmentId) {
        return told.stream()
                .filter(block -> block.environmentId() == environmentId)
                .toList();
    }

    void folded(@Observes OutcomesFolded event) throws SQLException {
        told.addAll(event.blocks());
        for (OutcomeBlock block : event.blocks()) {
            if (writing) {
                write(block);
            }
            Plan planned = plan.get();
            if (planned != null
                    && planned.environmentId == block.environmentId()
                    && (planned.always || plan.compareAndSet(planned, null))) {
                fail(planned.fault);
            }
        }
    }

    private void write(OutcomeBlock block) throws SQLException {
        try (Connection connection = database.getConnection();
                var row = connection.prepareStatement("insert into told (environment_id, calls) values (?, ?)")) {
            row.setLong(1, block.environmentId());
            row.setLong(2, block.cells().stream().mapToLong(OutcomeCell::calls).sum());
            row.executeUpdate();
        }
    }

    private void fail(Fault fault) throws SQLException {
        if (fault == Fault.THROW) {
            throw new IllegalStateException("an observer that fails");
        }
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    fault == Fault.KILL ? "select pg_terminate_backend(pg_backend_pid())" : "select no_such_column");
        }
    }
}
