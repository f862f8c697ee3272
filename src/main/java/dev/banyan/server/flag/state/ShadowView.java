package dev.banyan.server.flag.state;

import dev.banyan.evaluation.RouteKind;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much of the traffic of a stage that reads both sides is compared. */
public record ShadowView(
        @Schema(description = "Percent of the reads whose other side is called and compared.", examples = "10")
        BigDecimal percentage,

        @Schema(
                description =
                        "Percent of the compared reads that ask the answering side twice, to learn which differences"
                                + " are noise.",
                examples = "1")
        BigDecimal control) {

    /** Whether the kind has a stage that reads both sides, so that there is something to compare. */
    public static boolean possibleFor(RouteKind kind) {
        return kind.stages().stream().anyMatch(stage -> stage.readsLegacy() && stage.readsNew());
    }

    public static ShadowView of(ShadowSpec spec) {
        return new ShadowView(Percentage.ofShare(spec.share()), Percentage.ofShare(spec.control()));
    }
}
