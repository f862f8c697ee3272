package dev.banyan.bench.delivery.swarm;

import dev.banyan.wire.RulesetDelta;
import dev.banyan.wire.RulesetReader;

/** What a client holds that looks at the whole of everything it gets, as an SDK does. */
final class Checked {
    private byte[] held = {};

    /** @throws RuntimeException when an SDK would refuse it */
    void take(EventParser event) {
        byte[] next = event.delta() ? RulesetDelta.read(event.data()).applyTo(held) : event.data();
        RulesetReader.read(next);
        held = next;
    }
}
