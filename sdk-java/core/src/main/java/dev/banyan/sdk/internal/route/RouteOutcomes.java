package dev.banyan.sdk.internal.route;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.internal.kit.ErrorKinds;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.sdk.internal.kit.Names;
import dev.banyan.sdk.internal.kit.RouteKeys;
import dev.banyan.sdk.internal.kit.StripedCounters;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongConsumer;

/** The outcome counts of one route. Thread-safe and lock-free; a record allocates nothing once its cell exists. */
public final class RouteOutcomes {
    /** Hears of each cell that has counts. */
    public interface CellVisitor {
        void cell(Stage stage, Side side, Operation operation, OutcomeCell.Drained drained);
    }

    static final int MOST_EVENTS = 8;
    private static final String[] PAIRS = {"onlyLegacyFailed", "onlyNewFailed", "bothFailed"};
    private static final int FIRST_PAIR = 1;
    private static final int FIRST_EVENT = FIRST_PAIR + PAIRS.length + 1;
    private static final Stage[] STAGES = Stage.values();
    private static final Side[] SIDES = Side.values();
    private static final Operation[] OPERATIONS = Operation.values();

    private final Outcomes owner;
    private final String route;
    private final AtomicReferenceArray<OutcomeCell> cells =
            new AtomicReferenceArray<>(STAGES.length * SIDES.length * OPERATIONS.length);
    private final ErrorKinds[] kinds = {new ErrorKinds(), new ErrorKinds()};
    private final Names events = new Names(MOST_EVENTS);
    /** Missing keys; pairs by which sides failed; events by name and side. */
    private final StripedCounters counts = new StripedCounters(FIRST_EVENT + MOST_EVENTS * 2);

    RouteOutcomes(Outcomes owner, String route) {
        this.owner = owner;
        this.route = route;
    }

    public String route() {
        return route;
    }

    /** Counts one call. */
    public void record(Stage stage, Side side, Operation operation, boolean error, long nanos) {
        record(stage, side, operation, error, nanos, null);
    }

    /** Counts one call, and the kind of its error where that is known. */
    public void record(Stage stage, Side side, Operation operation, boolean error, long nanos, String kind) {
        int slot = (stage.ordinal() * SIDES.length + side.ordinal()) * OPERATIONS.length + operation.ordinal();
        OutcomeCell cell = cells.get(slot);
        if (cell == null) {
            cell = newCell(slot);
        }
        if (cell != null) {
            cell.record(error, nanos);
            if (error && kind != null) {
                cell.kind(kinds[side.ordinal()].of(kind));
            }
        }
    }

    /** Counts a request for which both sides were asked. */
    public void pair(boolean legacyFailed, boolean newFailed) {
        counts.increment(FIRST_PAIR + (legacyFailed ? 1 : 0) + (newFailed ? 2 : 0));
    }

    /** Counts an event of the application; false when its name is none, or one too many. */
    public boolean count(String event, Side side) {
        int number = RouteKeys.valid(event) ? events.of(event) : MOST_EVENTS;
        if (number < MOST_EVENTS) {
            counts.increment(FIRST_EVENT + number * 2 + side.ordinal());
        }
        return number < MOST_EVENTS;
    }

    /** Counts a decision whose context had no bucketing key. */
    public void keyMissing() {
        counts.increment(0);
    }

    /** Drains every cell. */
    public void drain(CellVisitor visitor) {
        for (int slot = 0; slot < cells.length(); slot++) {
            OutcomeCell cell = cells.get(slot);
            if (cell != null) {
                int ofStage = slot / OPERATIONS.length;
                int side = ofStage % SIDES.length;
                visitor.cell(
                        STAGES[ofStage / SIDES.length],
                        SIDES[side],
                        OPERATIONS[slot % OPERATIONS.length],
                        cell.drain(kinds[side]));
            }
        }
        kinds[0].forgetSilent();
        kinds[1].forgetSilent();
    }

    public void drainMissingKeys(LongConsumer count) {
        long missing = counts.drain(0);
        if (missing > 0) {
            count.accept(missing);
        }
    }

    /** Writes the counts of pairs and events as fields, each after a comma; returns whether there were any. */
    public boolean drainCounts(JsonText json) {
        int before = json.length();
        long pairs = counts.drain(FIRST_PAIR);
        for (int i = 0; i < PAIRS.length; i++) {
            long failed = counts.drain(FIRST_PAIR + 1 + i);
            pairs += failed;
            json.raw(failed == 0 ? "" : ",\"" + PAIRS[i] + "\":" + failed);
        }
        json.raw(pairs == 0 ? "" : ",\"pairs\":" + pairs);
        JsonText counted = new JsonText();
        for (int i = 0; i < MOST_EVENTS; i++) {
            drainEvent(i, counted);
        }
        json.raw(counted.length() == 0 ? "" : ",\"events\":{" + counted.text() + "}");
        return json.length() > before;
    }

    private void drainEvent(int number, JsonText json) {
        long onLegacy = counts.drain(FIRST_EVENT + number * 2);
        long onNew = counts.drain(FIRST_EVENT + number * 2 + 1);
        if (onLegacy + onNew > 0) {
            json.raw(json.length() == 0 ? "" : ",").string(events.get(number));
            json.raw(":{\"legacy\":").raw(onLegacy).raw(",\"new\":").raw(onNew).raw("}");
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
