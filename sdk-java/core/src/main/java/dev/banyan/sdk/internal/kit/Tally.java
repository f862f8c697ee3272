package dev.banyan.sdk.internal.kit;

import java.util.concurrent.atomic.LongAdder;

/** What one client refused, lost or dropped; read through the public {@code Counters}. Thread-safe. */
public final class Tally {
    public final LongAdder refusedRulesets = new LongAdder();
    public final LongAdder transportFaults = new LongAdder();
    public final LongAdder cacheFaults = new LongAdder();
    public final LongAdder droppedOutcomes = new LongAdder();
    public final LongAdder malformedPins = new LongAdder();
    public final LongAdder refusedPins = new LongAdder();
    public final LongAdder unreachablePins = new LongAdder();
    public final LongAdder lostSecondWrites = new LongAdder();
    public final LongAdder listenerFailures = new LongAdder();
}
