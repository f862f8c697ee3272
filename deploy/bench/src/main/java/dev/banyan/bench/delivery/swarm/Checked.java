package dev.banyan.bench.delivery.swarm;

import dev.banyan.wire.RulesetReader;

/** What a client holds that looks at the whole of everything it gets, as an SDK does. */
final class Checked {
    private byte[] held = {};

    /** @throws RuntimeException when an SDK would refuse it */
    void take(EventParser event) {
        if (event.delta()) {
            throw new IllegalStateException("deltas are not understood");
        }
        held = event.data();
        RulesetReader.read(held);
    }
}
