package dev.banyan.sdk;

import dev.banyan.sdk.internal.Client;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Collects and checks the parts of a {@link Migration}. At least one of {@link #reads}, {@link #writes}, {@link #readsAsync} and
 * {@link #writesAsync} is required; all else has a default. Not thread-safe.
 *
 * <p>Results are compared by equality (arrays by their elements), unless {@link #compare}, {@link #compareFields()} or
 * {@link #toComparable} says otherwise; the last one of these counts. No value leaves the process unless {@link #allowPath} or
 * {@link #redact} lets it.
 *
 * @param <Q> what the implementations are asked with
 * @param <R> what they answer
 */
public final class MigrationBuilder<Q, R> {
    private static final Duration LEAST_DEADLINE = Duration.ofMillis(10);
    private static final Duration MOST_DEADLINE = Duration.ofSeconds(30);
    private static final double MOST_TOLERANCE = 0.1;

    final Client client;
    final RouteHandle route;
    Sides<Q, R> reads;
    Sides<Q, R> writes;
    Sides<Q, CompletionStage<R>> asyncReads;
    Sides<Q, CompletionStage<R>> asyncWrites;
    UnaryOperator<R> snapshot;
    Function<? super Q, String> recordKey;
    Duration shadowDeadline = Duration.ofSeconds(1);
    CallerTransaction transaction;
    boolean inline;
    private BiPredicate<? super R, ? super R> equal = Objects::deepEquals;
    private Function<? super R, ?> toComparable;
    private double tolerance = 1e-9;
    private final Set<String> allowedPaths = new HashSet<>();
    private BiFunction<String, Object, String> redaction;

    MigrationBuilder(Client client, RouteHandle route) {
        this.client = client;
        this.route = route;
    }

    /** How each side reads, for {@link Migration#read}. */
    public MigrationBuilder<Q, R> reads(
            Implementation<? super Q, ? extends R> legacy, Implementation<? super Q, ? extends R> fresh) {
        this.reads = new Sides<>(legacy, fresh);
        return this;
    }

    /** How each side writes, for {@link Migration#write}. */
    public MigrationBuilder<Q, R> writes(
            Implementation<? super Q, ? extends R> legacy, Implementation<? super Q, ? extends R> fresh) {
        this.writes = new Sides<>(legacy, fresh);
        return this;
    }

    /** How each side reads without blocking, for {@link Migration#readAsync}. */
    public MigrationBuilder<Q, R> readsAsync(
            Implementation<? super Q, ? extends CompletionStage<R>> legacy,
            Implementation<? super Q, ? extends CompletionStage<R>> fresh) {
        this.asyncReads = new Sides<>(legacy, fresh);
        return this;
    }

    /** How each side writes without blocking, for {@link Migration#writeAsync}. */
    public MigrationBuilder<Q, R> writesAsync(
            Implementation<? super Q, ? extends CompletionStage<R>> legacy,
            Implementation<? super Q, ? extends CompletionStage<R>> fresh) {
        this.asyncWrites = new Sides<>(legacy, fresh);
        return this;
    }

    /** Compares results as a whole: true means the same. Never asked about null, which equals only null. */
    public MigrationBuilder<Q, R> compare(BiPredicate<? super R, ? super R> same) {
        this.equal = Objects.requireNonNull(same, "same");
        this.toComparable = null;
        return this;
    }

    /** Compares results field by field: maps, records and beans by property, lists and arrays by position, sets by membership. */
    public MigrationBuilder<Q, R> compareFields() {
        return toComparable(Function.identity());
    }

    /**
     * Compares field by field what this function makes of each result: a map of the fields that matter, a list in a fixed
     * order. Called on the thread that compares, for both sides.
     */
    public MigrationBuilder<Q, R> toComparable(Function<? super R, ?> newToComparable) {
        this.toComparable = Objects.requireNonNull(newToComparable, "toComparable");
        return this;
    }

    /**
     * How far two floating-point numbers may be apart and still be the same, in parts of the larger one: 0 to 0.1, by default
     * 1e-9. Between floats it is 1e-6 at least. Other numbers are compared exactly, by value: 1, 1L and 1.00 are the same.
     */
    public MigrationBuilder<Q, R> tolerance(double relative) {
        if (!(relative >= 0 && relative <= MOST_TOLERANCE)) {
            throw Knobs.refuse("tolerance", "is " + relative, "set it to 0 to " + MOST_TOLERANCE);
        }
        this.tolerance = relative;
        return this;
    }

    /**
     * Copies the answer on the caller's thread, for each request that is compared. Needed only where a caller goes on to change
     * what it was given: comparing happens meanwhile, on another thread. A copy that fails costs that comparison only.
     */
    public MigrationBuilder<Q, R> snapshot(UnaryOperator<R> copy) {
        this.snapshot = Objects.requireNonNull(copy, "copy");
        return this;
    }

    /** Lets samples of differences show the values at these paths, such as {@code $.items[].status}. Nothing by default. */
    public MigrationBuilder<Q, R> allowPath(String... paths) {
        this.allowedPaths.addAll(Arrays.asList(paths));
        return this;
    }

    /**
     * What samples show of the values at all other paths: gets the path and a value that is not null, gives a text, or null to
     * withhold it. By default all are withheld.
     */
    public MigrationBuilder<Q, R> redact(BiFunction<String, Object, String> newRedaction) {
        this.redaction = Objects.requireNonNull(newRedaction, "redaction");
        return this;
    }

    /**
     * When a shadow read is given up, counted from the moment the authoritative side had answered: 10 ms to 30 s, 1 s by default. Its
     * thread is interrupted then.
     */
    public MigrationBuilder<Q, R> shadowDeadline(Duration deadline) {
        if (deadline == null || deadline.compareTo(LEAST_DEADLINE) < 0 || deadline.compareTo(MOST_DEADLINE) > 0) {
            throw Knobs.refuse("shadowDeadline", "is " + deadline, "set it to 10 to 30,000 ms");
        }
        this.shadowDeadline = deadline;
        return this;
    }

    /**
     * Does shadow reads on the caller's thread, before it gets its answer: for implementations that need that thread's transaction
     * or security context. The caller then waits for the other side, without a deadline. Not for {@link #readsAsync}.
     */
    public MigrationBuilder<Q, R> shadowInline() {
        this.inline = true;
        return this;
    }

    /** Names what a request writes, an order number for instance, so that a failed second write can be found again. */
    public MigrationBuilder<Q, R> recordKey(Function<? super Q, String> newRecordKey) {
        this.recordKey = Objects.requireNonNull(newRecordKey, "recordKey");
        return this;
    }

    /**
     * Does second writes when the caller's transaction has been committed, and never when it has been rolled back: for {@link #writes}
     * that are called within transactions. The caller does not wait for them, then, beyond its commit. A process that is killed between
     * the commit and the end of a second write leaves no record of it. Not for {@link #writesAsync}. By default a second write
     * follows the first one at once, whatever transaction there is.
     */
    public MigrationBuilder<Q, R> secondWritesAfterCommit(CallerTransaction newTransaction) {
        this.transaction = Objects.requireNonNull(newTransaction, "transaction");
        return this;
    }

    /**
     * The migration.
     *
     * @throws IllegalStateException when there is no implementation, or {@link #shadowInline} is asked of {@link #readsAsync}, or
     *     {@link #secondWritesAfterCommit} of {@link #writesAsync}
     */
    public Migration<Q, R> build() {
        if (reads == null && writes == null && asyncReads == null && asyncWrites == null) {
            throw refuse("has no implementations; call reads, writes, readsAsync or writesAsync");
        }
        if (inline && asyncReads != null) {
            throw refuse("cannot wait for readsAsync on the caller's thread; leave out shadowInline");
        }
        if (transaction != null && asyncWrites != null) {
            throw refuse("has writesAsync, which belong to no thread's transaction; leave out secondWritesAfterCommit");
        }
        if (!inline && (reads != null || asyncReads != null)) {
            client.shadows().open();
        }
        route.state().measured();
        Set<String> shown = Collections.unmodifiableSet(new HashSet<>(allowedPaths));
        return new Migration<>(this, new Comparison<>(toComparable, equal, tolerance, shown, redaction));
    }

    private IllegalStateException refuse(String problem) {
        return new IllegalStateException("Banyan: migration '" + route.key() + "' " + problem);
    }
}
