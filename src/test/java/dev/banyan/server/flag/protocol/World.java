package dev.banyan.server.flag.protocol;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.util.Arrays;

/**
 * One state of the model: a server, instances, two stores, and the writes that clients began. It is copied for each step and never
 * changed afterwards. All of it is small numbers in one array, so that equal states are found at once.
 */
final class World {
    static final int NO_RULES = -1;
    static final int NONE = 0;
    /** What a store holds for a key that nobody has written there. Legacy begins with {@link #NONE}, the value from before the migration. */
    static final int MISSING = -1;

    /** How far a write is. */
    static final int UNUSED = 0;

    static final int RUNNING = 1;
    static final int ACKNOWLEDGED = 2;
    static final int UNKNOWN = 3;

    /** What the ledgers say of a key: nothing; that a side may lack a write; that it lacked one when new began to answer. From {@link #UNSEEN} on: what an instance knows, by its number, and has not told. */
    static final int EMPTY = 0;

    static final int OPEN = 1;
    static final int OPEN_WHEN_NEW_BEGAN = 2;
    static final int UNSEEN = 3;

    final Bounds bounds;
    private final byte[] cells;

    World(Bounds bounds) {
        this.bounds = bounds;
        this.cells = new byte[bounds.size()];
    }

    private World(World other) {
        this.bounds = other.bounds;
        this.cells = other.cells.clone();
    }

    World copy() {
        return new World(this);
    }

    // The server.

    int revision() {
        return cells[0];
    }

    /** The stage that the rules of a revision say. */
    Stage stageOf(int revision) {
        return Stage.values()[cells[bounds.history() + revision]];
    }

    Stage planned() {
        return stageOf(revision());
    }

    void publish(Stage stage) {
        cells[0]++;
        cells[bounds.history() + revision()] = (byte) stage.ordinal();
    }

    void begin(Stage stage) {
        cells[bounds.history()] = (byte) stage.ordinal();
    }

    /** Whether both sides were compared, and mended, since new could last miss a write. */
    boolean verified() {
        return cells[1] == 1;
    }

    void verified(boolean verified) {
        cells[1] = (byte) (verified ? 1 : 0);
    }

    /** After a way back that was taken while an instance lagged: the page says "unknown until drained". */
    boolean unknownUntilDrained() {
        return cells[2] == 1;
    }

    void unknownUntilDrained(boolean unknown) {
        cells[2] = (byte) (unknown ? 1 : 0);
    }

    /** How often something may still happen. */
    int left(Budget budget) {
        return cells[3 + budget.ordinal()];
    }

    void left(Budget budget, int count) {
        cells[3 + budget.ordinal()] = (byte) count;
    }

    void spend(Budget budget) {
        cells[3 + budget.ordinal()]--;
    }

    // Instances.

    /** The revision that an instance acts by, or {@link #NO_RULES}. */
    int applied(int instance) {
        return get(instance, 0);
    }

    void apply(int instance, int revision) {
        set(instance, 0, revision);
    }

    /** Whether the instance and the server hear each other. */
    boolean hears(int instance) {
        return get(instance, 1) == 0;
    }

    void hears(int instance, boolean hears) {
        set(instance, 1, hears ? 0 : 1);
    }

    /** Whether its lease ran out, and it knows. */
    boolean expired(int instance) {
        return get(instance, 2) == 1;
    }

    void expired(int instance, boolean expired) {
        set(instance, 2, expired ? 1 : 0);
    }

    /** Whether the server believes that it is gone. */
    boolean believedGone(int instance) {
        return get(instance, 3) == 1;
    }

    void believedGone(int instance, boolean gone) {
        set(instance, 3, gone ? 1 : 0);
    }

    /** The write that it is at, or {@link #NONE}. */
    int write(int instance) {
        return get(instance, 4);
    }

    /** The stage that this write was decided at. */
    Stage writeStage(int instance) {
        return Stage.values()[get(instance, 5)];
    }

    boolean firstDone(int instance) {
        return get(instance, 6) == 1;
    }

    /** Whether the write fails when its second half does. */
    boolean strict(int instance) {
        return get(instance, 7) == 1;
    }

    void begin(int instance, int write, Stage stage, boolean strict) {
        set(instance, 4, write);
        set(instance, 5, stage.ordinal());
        set(instance, 6, 0);
        set(instance, 7, strict ? 1 : 0);
    }

    void firstIsDone(int instance) {
        set(instance, 6, 1);
    }

    void ended(int instance) {
        begin(instance, NONE, Stage.OFF, false);
    }

    // Stores.

    int stored(Side side, int key) {
        return cells[bounds.stores() + side.ordinal() * bounds.keys() + key];
    }

    void store(Side side, int key, int write) {
        cells[bounds.stores() + side.ordinal() * bounds.keys() + key] = (byte) write;
    }

    int ledger(int key) {
        return cells[bounds.ledgers() + key];
    }

    void ledger(int key, int state) {
        cells[bounds.ledgers() + key] = (byte) state;
    }

    // Writes are numbered from 1.

    int progress(int write) {
        return write(write, 0);
    }

    void progress(int write, int progress) {
        write(write, 0, progress);
    }

    int key(int write) {
        return write(write, 1);
    }

    void key(int write, int key) {
        write(write, 1, key);
    }

    /** The writes that were acknowledged before this one began, one bit each. */
    int before(int write) {
        return write(write, 2);
    }

    void before(int write, int mask) {
        write(write, 2, mask);
    }

    /** Its version: the order in which first writes were made; 0 before that. */
    int version(int write) {
        return write <= NONE ? write : write(write, 3);
    }

    void version(int write, int version) {
        write(write, 3, version);
    }

    /** Whether a value is older than a write: from before the migration, missing, or acknowledged before that write began. */
    boolean older(int value, int write) {
        return value <= NONE || value != write && (before(write) & 1 << value) != 0;
    }

    private int get(int instance, int field) {
        return cells[bounds.instance(instance) + field];
    }

    private void set(int instance, int field, int value) {
        cells[bounds.instance(instance) + field] = (byte) value;
    }

    private int write(int write, int field) {
        return cells[bounds.write(write) + field];
    }

    private void write(int write, int field, int value) {
        cells[bounds.write(write) + field] = (byte) value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof World world && Arrays.equals(cells, world.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    RouteKind kind() {
        return bounds.kind();
    }
}
