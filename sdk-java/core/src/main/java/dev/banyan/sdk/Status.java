package dev.banyan.sdk;

import java.time.Duration;
import java.util.Optional;

/** How a client stands at one moment: for health pages, logs and metrics. Immutable. */
public final class Status {
    private final ConnectionState state;
    private final Source source;
    private final long revision;
    private final String epoch;
    private final Duration age;
    private final String lastProblem;
    private final Counters counters;

    Status(
            ConnectionState state,
            Source source,
            long revision,
            String epoch,
            Duration age,
            String lastProblem,
            Counters counters) {
        this.state = state;
        this.source = source;
        this.revision = revision;
        this.epoch = epoch;
        this.age = age;
        this.lastProblem = lastProblem;
        this.counters = counters;
    }

    /** How the client stands with the control plane. */
    public ConnectionState state() {
        return state;
    }

    /** Where the ruleset in force came from. */
    public Source source() {
        return source;
    }

    /** The revision in force; 0 when {@link #source()} is {@link Source#NONE}. */
    public long revision() {
        return revision;
    }

    /** The epoch that the revision belongs to (it changes when the server's database was restored); empty when there is none. */
    public String epoch() {
        return epoch;
    }

    /**
     * How long ago the control plane last said that this ruleset is the newest: seconds at most while the stream lives,
     * growing without limit while it is away. For a ruleset from the file, the time since the file was written, by the
     * machine's clock; for a bootstrap resource, since it was loaded; zero when there is no ruleset.
     */
    public Duration age() {
        return age;
    }

    /** What last went wrong with delivery or its file, in words, until the control plane confirms a ruleset again. */
    public Optional<String> lastProblem() {
        return Optional.ofNullable(lastProblem);
    }

    /** What was refused, lost or dropped so far. */
    public Counters counters() {
        return counters;
    }

    @Override
    public String toString() {
        return state + ", revision " + revision + " from " + source + ", age " + age.toMillis() + " ms"
                + lastProblem().map(problem -> ", last problem: " + problem).orElse("");
    }
}
