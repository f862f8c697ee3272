package dev.banyan.server.health.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.problem.Problem;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibilityTest {
    private static final String OUTCOME =
            "{\"route\":\"orders.get\",\"stage\":\"off\",\"side\":\"legacy\",\"operation\":\"read\",\"calls\":%d,\"errors\":0,\"latency\":[]}";

    /** Recording alone, which takes an SDK seven nanoseconds, keeps seven processors busy so. */
    @Test
    void no_service_comes_near_it() {
        assertThatCode(() -> check(1_000, "\"outcomes\":[" + OUTCOME.formatted(1_000_000_000) + "]"))
                .doesNotThrowAnyException();
        // What one that was cut off for a week has to tell.
        assertThatCode(() -> check(604_800_000, "\"outcomes\":[" + OUTCOME.formatted(900_000_000_000L) + "]"))
                .doesNotThrowAnyException();
    }

    @Test
    void what_nobody_can_have_counted_is_refused_with_the_field_and_the_remedy() {
        Problem refused = refusal(1_000, "\"outcomes\":[" + OUTCOME.formatted(1_000_000_000_000L) + "]");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field()).contains("outcomes[0].calls");
        assertThat(refused.getMessage())
                .isEqualTo("outcomes[0].calls brings this batch to 1,000,000,000,000."
                        + " One instance counts at most 2,000,000,000 in 2.0 s.");
        assertThat(refused.remedy().orElse("")).contains("in millis for how many milliseconds");
    }

    @Test
    void many_small_ones_are_one_large_one() {
        String fifty = String.join(",", Collections.nCopies(50, OUTCOME.formatted(30_000_000)));

        assertThat(refusal(0, "\"outcomes\":[" + fifty + "]").field()).contains("outcomes[33].calls");
    }

    @Test
    void a_year_is_the_longest_that_a_batch_can_claim() {
        String trillions = String.join(",", Collections.nCopies(20_000, OUTCOME.formatted(1_000_000_000_000L)));

        assertThat(refusal(Long.MAX_VALUE, "\"outcomes\":[" + trillions + "]").field())
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            outcomes[0].errors              | "outcomes":[{"route":"r","stage":"off","side":"new","operation":"read","calls":1,"errors":N,"latency":[]}]
            outcomes[0].latency             | "outcomes":[{"route":"r","stage":"off","side":"new","operation":"read","calls":1,"errors":0,"latency":[[3,-9],[4,N]]}]
            outcomes[0].kinds               | "outcomes":[{"route":"r","stage":"off","side":"new","operation":"read","calls":1,"errors":0,"latency":[],"kinds":{"Timeout":N}}]
            missingKeys.r                   | "missingKeys":{"r":N}
            comparisons[0].compared         | "comparisons":[{"route":"r","compared":N}]
            comparisons[0].mismatched       | "comparisons":[{"route":"r","mismatched":N}]
            comparisons[0].learning         | "comparisons":[{"route":"r","learning":N}]
            comparisons[0].late             | "comparisons":[{"route":"r","late":N}]
            comparisons[0].paths[0].control | "comparisons":[{"route":"r","paths":[{"path":"$.a","kind":"type","count":1,"control":N}]}]
            routes[0].pairs                 | "routes":[{"route":"r","pairs":N}]
            routes[0].bothFailed            | "routes":[{"route":"r","bothFailed":N}]
            routes[0].openings              | "routes":[{"route":"r","openings":N}]
            routes[0].events                | "routes":[{"route":"r","events":{"cart.empty":{"legacy":1,"new":N}}}]
            """)
    void every_figure_has_its_bound(String field, String fields) {
        assertThat(refusal(0, fields.replace("N", "1000000001")).field()).contains(field);
        assertThatCode(() -> check(0, fields.replace("N", "990000000"))).doesNotThrowAnyException();
    }

    private static Problem refusal(long millis, String fields) {
        return catchThrowableOfType(Problem.class, () -> check(millis, fields));
    }

    private static void check(long millis, String fields) {
        Plausibility.require(RulesetJson.read(
                "{\"instance\":\"one\",\"sequence\":1,\"millis\":%d,%s}".formatted(millis, fields),
                TelemetryRequest.class));
    }
}
