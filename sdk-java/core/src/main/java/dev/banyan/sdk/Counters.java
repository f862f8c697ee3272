package dev.banyan.sdk;

import dev.banyan.sdk.internal.kit.Tally;

/**
 * What a client has refused, lost or dropped since it was built. Immutable; each figure only ever grows from one
 * {@link Status} to the next.
 */
public final class Counters {
    private final long refusedRulesets;
    private final long transportFaults;
    private final long cacheFaults;
    private final long droppedOutcomes;
    private final long malformedPins;
    private final long refusedPins;
    private final long unreachablePins;
    private final long lostSecondWrites;
    private final long listenerFailures;

    Counters(Tally tally) {
        this.refusedRulesets = tally.refusedRulesets.sum();
        this.transportFaults = tally.transportFaults.sum();
        this.cacheFaults = tally.cacheFaults.sum();
        this.droppedOutcomes = tally.droppedOutcomes.sum();
        this.malformedPins = tally.malformedPins.sum();
        this.refusedPins = tally.refusedPins.sum();
        this.unreachablePins = tally.unreachablePins.sum();
        this.lostSecondWrites = tally.lostSecondWrites.sum();
        this.listenerFailures = tally.listenerFailures.sum();
    }

    /** Rulesets that arrived and were not applied: unreadable, older, empty, or of another environment. */
    public long refusedRulesets() {
        return refusedRulesets;
    }

    /** Exchanges with the control plane that failed: lines cut, time-outs, error statuses. */
    public long transportFaults() {
        return transportFaults;
    }

    /** Times that the last-known-good file or a ledger of second writes could not be read or written. */
    public long cacheFaults() {
        return cacheFaults;
    }

    /**
     * Calls and events that were recorded but not counted: too many routes or names of events, an unusable key or name, or a report the
     * server refused.
     */
    public long droppedOutcomes() {
        return droppedOutcomes;
    }

    /** Headers of pins that could not be read and were ignored. */
    public long malformedPins() {
        return malformedPins;
    }

    /** Headers of pins that were ignored: forged, too old, or of another environment. */
    public long refusedPins() {
        return refusedPins;
    }

    /** Pins whose side cannot be reached under the rules in force, a rollback for instance, and were ignored. */
    public long unreachablePins() {
        return unreachablePins;
    }

    /** Second writes that failed and could not be kept for reconciling: the ledger was full, the key missing or too long. */
    public long lostSecondWrites() {
        return lostSecondWrites;
    }

    /** Exceptions that listeners threw, and events that a slow listener made the client drop. */
    public long listenerFailures() {
        return listenerFailures;
    }

    @Override
    public String toString() {
        return "refusedRulesets=" + refusedRulesets + ", transportFaults=" + transportFaults + ", cacheFaults="
                + cacheFaults + ", droppedOutcomes=" + droppedOutcomes + ", malformedPins=" + malformedPins
                + ", refusedPins=" + refusedPins + ", unreachablePins=" + unreachablePins + ", lostSecondWrites="
                + lostSecondWrites + ", listenerFailures=" + listenerFailures;
    }
}
