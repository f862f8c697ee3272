package dev.banyan.sdk.internal;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Operation;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongConsumer;

/** The outcome counts of one route. Thread-safe and lock-free; a record allocates nothing once its cell exists. */
public final class RouteOutcomes {
    /** Hears of each cell that has counts. */
    interface CellVisitor {
        void cell(Stage stage, Side side, Operation operation, OutcomeCell cell);
    }

    private static final Stage[] STAGES = Stage.values();
    private static final Side[] SIDES = Side.values();
    private static final Operation[] OPERATIONS = Operation.values();

    private final Outcomes owner;
    private final String route;
    private final AtomicReferenceArray<OutcomeCell> cells =
            new AtomicReferenceArray<>(STAGES.length * SIDES.length * OPERATIONS.length);
    private final StripedCounters missingKeys = new StripedCounters(1);

    RouteOutcomes(Outcomes owner, String route) {
        this.owner = owner;
        this.route = route;
    }

    String route() {
        return route;
    }

    /** Counts one call. */
    public void record(Stage stage, Side side, Operation operation, boolean error, long nanos) {
        int slot = (stage.ordinal() * SIDES.length + side.ordinal()) * OPERATIONS.length + operation.ordinal();
        OutcomeCell cell = cells.get(slot);
        if (cell == null) {
            cell = newCell(slot);
        }
        if (cell != null) {
            cell.record(error, nanos);
        }
    }

    /** Counts a decision whose context had no bucketing key. */
    public void keyMissing() {
        missingKeys.increment(0);
    }

    void visit(CellVisitor visitor) {
        for (int slot = 0; slot < cells.length(); slot++) {
            OutcomeCell cell = cells.get(slot);
            if (cell != null) {
                int ofStage = slot / OPERATIONS.length;
                visitor.cell(
                        STAGES[ofStage / SIDES.length],
                        SIDES[ofStage % SIDES.length],
                        OPERATIONS[slot % OPERATIONS.length],
                        cell);
            }
        }
    }

    void drainMissingKeys(LongConsumer count) {
        long missing = missingKeys.drain(0);
        if (missing > 0) {
            count.accept(missing);
        }
    }

    private OutcomeCell newCell(int slot) {
        if (!owner.admitCell()) {
            owner.drop(1);
            return null;
        }
        OutcomeCell cell = new OutcomeCell();
        if (!cells.compareAndSet(slot, null, cell)) {
            owner.releaseCell();
        }
        return cells.get(slot);
    }
}
