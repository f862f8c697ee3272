package dev.banyan.server.flag.state;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When an instance stops calling the new side by itself, and how it tries again. */
@RecordBuilder
public record BreakerView(
        @Schema(description = "Opens when this percentage of the calls in the window failed.", examples = "50")
        BigDecimal errorRate,

        @Schema(description = "Opens when this percentage of the calls in the window were slow.", examples = "100")
        BigDecimal slowRate,

        @Schema(
                description = "A call that lasts as long or longer is slow; 0: slowness does not count.",
                examples = "0")
        int slowMillis,

        @Schema(examples = "10") int windowSeconds,

        @Schema(description = "Fewer calls in the window never open it.", examples = "20")
        int minimumCalls,

        @Schema(description = "How long it stays open before calls try the new side again.", examples = "30")
        int openSeconds,

        @Schema(description = "How many calls try; all must do well for it to close.", examples = "5")
        int probes) {

    /** What a breaker starts from when nothing else is said. */
    public static BreakerView suggested() {
        return of(BreakerSpec.SUGGESTED);
    }

    /** @return null for no breaker */
    public static BreakerView of(BreakerSpec spec) {
        return spec == null
                ? null
                : BreakerViewBuilder.builder()
                        .errorRate(Percentage.ofShare(spec.errors()))
                        .slowRate(Percentage.ofShare(spec.slow()))
                        .slowMillis(spec.slowMillis())
                        .windowSeconds(spec.windowSeconds())
                        .minimumCalls(spec.minimumCalls())
                        .openSeconds(spec.openSeconds())
                        .probes(spec.probes())
                        .build();
    }

    /** When it opens, as it reads after "opens". */
    public String condition() {
        String errors = "at " + errorRate.toPlainString() + " % errors";
        return slowMillis == 0
                ? errors
                : errors + " or " + slowRate.toPlainString() + " % of calls at " + slowMillis + " ms or more";
    }
}
