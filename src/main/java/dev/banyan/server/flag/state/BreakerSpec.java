package dev.banyan.server.flag.state;

import dev.banyan.evaluation.BreakerSettings;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A circuit breaker as SDKs get to see it, with shares in millionths. The order of the fields is the order on the wire. */
@RecordBuilder
public record BreakerSpec(
        int errors, int slow, int slowMillis, int windowSeconds, int minimumCalls, int openSeconds, int probes) {
    /** What a breaker starts from when nothing else is said. */
    static final BreakerSpec SUGGESTED = of(BreakerSettings.builder().build());

    private static BreakerSpec of(BreakerSettings settings) {
        return BreakerSpecBuilder.builder()
                .errors(settings.errors())
                .slow(settings.slow())
                .slowMillis(settings.slowMillis())
                .windowSeconds(settings.windowSeconds())
                .minimumCalls(settings.minimumCalls())
                .openSeconds(settings.openSeconds())
                .probes(settings.probes())
                .build();
    }
}
