package dev.banyan.server.flag.state;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.problem.Problem;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what was asked for into the settings that would result, or says what is wrong with it. What is left out stays. */
final class SettingsEdit {
    private final RouteKind kind;

    SettingsEdit(RouteKind kind) {
        this.kind = kind;
    }

    FlagSettings apply(FlagSettings before, FlagPatch patch) {
        return new FlagSettings(
                patch.shadow() == null ? before.shadow() : shadow(before.shadow(), patch.shadow()),
                patch.breaker() == null ? before.breaker() : breaker(before.breaker(), patch.breaker()),
                within(
                        patch.pacedSeconds(),
                        before.pacedSeconds(),
                        0,
                        PacedRollbackProgress.LONGEST_SECONDS,
                        "pacedSeconds"));
    }

    private ShadowSpec shadow(ShadowSpec before, FlagPatch.Shadow patch) {
        if (!ShadowView.possibleFor(kind)) {
            throw Problem.badField(
                    "shadow", "A route of two stages never reads both sides.", "Leave shadow out for this route.");
        }
        return new ShadowSpec(
                patch.percentage() == null
                        ? before.share()
                        : Percentage.toShare(patch.percentage(), "shadow.percentage"),
                patch.control() == null ? before.control() : Percentage.toShare(patch.control(), "shadow.control"));
    }

    private static BreakerSpec breaker(BreakerSpec before, FlagPatch.Breaker patch) {
        if (Boolean.FALSE.equals(patch.enabled())) {
            requireNothingElse(patch);
            return null;
        }
        BreakerSpec base = Optional.ofNullable(before).orElse(BreakerSpec.SUGGESTED);
        return BreakerSpecBuilder.builder()
                .errors(rate(patch.errorRate(), base.errors(), "errorRate"))
                .slow(rate(patch.slowRate(), base.slow(), "slowRate"))
                .slowMillis(within(patch.slowMillis(), base.slowMillis(), 0, 600_000, "breaker.slowMillis"))
                .windowSeconds(within(patch.windowSeconds(), base.windowSeconds(), 1, 300, "breaker.windowSeconds"))
                .minimumCalls(within(patch.minimumCalls(), base.minimumCalls(), 1, 100_000, "breaker.minimumCalls"))
                .openSeconds(within(patch.openSeconds(), base.openSeconds(), 1, 3_600, "breaker.openSeconds"))
                .probes(within(patch.probes(), base.probes(), 1, 1_000, "breaker.probes"))
                .build();
    }

    private static void requireNothingElse(FlagPatch.Breaker patch) {
        boolean more = Stream.of(
                        patch.errorRate(),
                        patch.slowRate(),
                        patch.slowMillis(),
                        patch.windowSeconds(),
                        patch.minimumCalls(),
                        patch.openSeconds(),
                        patch.probes())
                .anyMatch(Objects::nonNull);
        if (more) {
            throw Problem.badField(
                    "breaker.enabled",
                    "The breaker was switched off and set at once.",
                    "Send enabled false alone, or leave it out.");
        }
    }

    private static int rate(BigDecimal percentage, int before, String field) {
        if (percentage == null) {
            return before;
        }
        int share = Percentage.toShare(percentage, "breaker." + field);
        if (share == 0) {
            throw Problem.badField(
                    "breaker." + field,
                    "At 0 % the breaker would always be open.",
                    "Send a percentage above 0; switch the breaker off with enabled false.");
        }
        return share;
    }

    private static int within(Integer value, int before, int min, int max, String field) {
        if (value == null) {
            return before;
        }
        if (value < min || value > max) {
            throw Problem.badField(
                    field,
                    value + " is not within " + min + " and " + max + ".",
                    "Send a whole number from " + min + " to " + max + ".");
        }
        return value;
    }
}
