package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.banyan.evaluation.BreakerSettings;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.flag.state.FlagPatch.Breaker;
import dev.banyan.server.flag.state.FlagPatch.Shadow;
import dev.banyan.server.problem.Problem;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsEditTest {
    private static final BreakerSpec STRICT = BreakerSpecBuilder.builder()
            .errors(100_000)
            .slow(800_000)
            .slowMillis(500)
            .windowSeconds(20)
            .minimumCalls(50)
            .openSeconds(60)
            .probes(3)
            .build();

    @Test
    void what_is_left_out_stays() {
        FlagSettings before = new FlagSettings(new ShadowSpec(100_000, 10_000), STRICT);

        FlagSettings after = apply(before, new Shadow(null, decimal("0.05")), breaker(decimal("12.5"), 7));

        assertThat(after.shadow()).isEqualTo(new ShadowSpec(100_000, 500));
        assertThat(after.breaker())
                .isEqualTo(BreakerSpecBuilder.builder()
                        .errors(125_000)
                        .slow(800_000)
                        .slowMillis(500)
                        .windowSeconds(20)
                        .minimumCalls(50)
                        .openSeconds(60)
                        .probes(7)
                        .build());
        assertThat(apply(before, null, null)).isEqualTo(before);
    }

    @Test
    void a_breaker_of_nothing_is_the_suggested_one() {
        assertThat(apply(FlagSettings.DEFAULT, null, breaker(null, null)).breaker())
                .isEqualTo(BreakerSpec.SUGGESTED)
                .isEqualTo(BreakerSpecBuilder.builder()
                        .errors(500_000)
                        .slow(1_000_000)
                        .slowMillis(0)
                        .windowSeconds(10)
                        .minimumCalls(20)
                        .openSeconds(30)
                        .probes(5)
                        .build());
    }

    @Test
    void off_is_said_and_said_alone() {
        FlagSettings on = new FlagSettings(ShadowSpec.DEFAULT, STRICT);

        assertThat(apply(on, null, Breaker.OFF).breaker()).isNull();
        assertThat(refusal(
                        on,
                        null,
                        FlagPatchBreakerBuilder.builder()
                                .enabled(false)
                                .errorRate(null)
                                .slowRate(null)
                                .slowMillis(5)
                                .windowSeconds(null)
                                .minimumCalls(null)
                                .openSeconds(null)
                                .probes(null)
                                .build()))
                .isEqualTo("breaker.enabled");
    }

    @ParameterizedTest
    @EnumSource(RouteKind.class)
    void only_routes_that_read_both_sides_have_something_to_compare(RouteKind kind) {
        FlagPatch patch = FlagPatch.settings(new Shadow(BigDecimal.TEN, null), null, null);
        if (kind == RouteKind.TWO) {
            Problem refused = catchThrowableOfType(
                    Problem.class, () -> new SettingsEdit(kind).apply(FlagSettings.DEFAULT, patch));
            assertThat(refused.field()).contains("shadow");
            assertThat(refused.remedy()).isPresent();
        } else {
            assertThat(new SettingsEdit(kind).apply(FlagSettings.DEFAULT, patch).shadow())
                    .isEqualTo(new ShadowSpec(100_000, 0));
        }
    }

    /** The bounds are the SDK's own: one step beyond is refused here, and would be there. */
    @ParameterizedTest
    @CsvSource({
        "slowMillis, 0, 600000",
        "windowSeconds, 1, 300",
        "minimumCalls, 1, 100000",
        "openSeconds, 1, 3600",
        "probes, 1, 1000"
    })
    void bounds_are_those_of_the_sdk(String field, int min, int max) {
        for (int good : List.of(min, max)) {
            BreakerSpec spec =
                    apply(FlagSettings.DEFAULT, null, with(field, good)).breaker();
            assertThat(inSdk(spec)).isNotNull();
        }
        for (int bad : List.of(min - 1, max + 1)) {
            assertThat(refusal(FlagSettings.DEFAULT, null, with(field, bad))).isEqualTo("breaker." + field);
        }
    }

    @Test
    void percentages_name_their_field() {
        assertThat(refusal(FlagSettings.DEFAULT, new Shadow(decimal("100.1"), null), null))
                .isEqualTo("shadow.percentage");
        assertThat(refusal(FlagSettings.DEFAULT, new Shadow(null, decimal("0.00001")), null))
                .isEqualTo("shadow.control");
        assertThat(refusal(FlagSettings.DEFAULT, null, breaker(BigDecimal.ZERO, null)))
                .isEqualTo("breaker.errorRate");
    }

    private static FlagSettings apply(FlagSettings before, Shadow shadow, Breaker breaker) {
        return new SettingsEdit(RouteKind.SIX).apply(before, FlagPatch.settings(shadow, breaker, null));
    }

    private static String refusal(FlagSettings before, Shadow shadow, Breaker breaker) {
        Problem refused = catchThrowableOfType(Problem.class, () -> apply(before, shadow, breaker));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.remedy()).isPresent();
        return refused.field().orElseThrow();
    }

    private static Breaker breaker(BigDecimal errorRate, Integer probes) {
        return FlagPatchBreakerBuilder.builder()
                .enabled(null)
                .errorRate(errorRate)
                .slowRate(null)
                .slowMillis(null)
                .windowSeconds(null)
                .minimumCalls(null)
                .openSeconds(null)
                .probes(probes)
                .build();
    }

    private static Breaker with(String field, int value) {
        return FlagPatchBreakerBuilder.builder()
                .enabled(true)
                .errorRate(null)
                .slowRate(null)
                .slowMillis(field.equals("slowMillis") ? value : null)
                .windowSeconds(field.equals("windowSeconds") ? value : null)
                .minimumCalls(field.equals("minimumCalls") ? value : null)
                .openSeconds(field.equals("openSeconds") ? value : null)
                .probes(field.equals("probes") ? value : null)
                .build();
    }

    private static BreakerSettings inSdk(BreakerSpec spec) {
        return BreakerSettings.builder()
                .errors(spec.errors())
                .slow(spec.slow(), spec.slowMillis())
                .window(spec.windowSeconds(), spec.minimumCalls())
                .recovery(spec.openSeconds(), spec.probes())
                .build();
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}
