package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.TestRoute;
import dev.banyan.server.environment.RulesetJson;
import org.junit.jupiter.api.Test;

class PublishedRouteTest {
    private static final Route ROUTE = TestRoute.of("orders.get", RouteKind.FOUR);

    private static final String WITHOUT_SETTINGS = "{\"key\":\"orders.get\",\"kind\":4,\"salt\":\"0123456789abcde\","
            + "\"bucketBy\":\"targetingKey\",\"missingKey\":\"legacy\",\"method\":\"GET\",\"path\":\"/orders/{id}\","
            + "\"enabled\":false,\"rollback\":null,\"cohorts\":[{\"name\":\"default\",\"conditions\":[],"
            + "\"rollout\":{\"from\":\"off\",\"to\":\"shadow\",\"share\":0}}]";

    /** As it was stored before there were settings. */
    private static final String OLD_STATE = "{\"enabled\":false,\"cohorts\":[{\"name\":\"default\",\"conditions\":[],"
            + "\"rollout\":{\"from\":\"off\",\"to\":\"shadow\",\"share\":0}}],\"rollback\":null,\"newOnlySince\":null}";

    @Test
    void a_flag_without_settings_is_published_in_the_same_bytes_as_ever() {
        FlagState old = RulesetJson.read(OLD_STATE, FlagState.class);

        assertThat(old).isEqualTo(FlagState.notStarted(RouteKind.FOUR));
        assertThat(PublishedRoute.json(ROUTE, old)).isEqualTo(WITHOUT_SETTINGS + "}");
    }

    @Test
    void settings_come_last_and_in_millionths() {
        FlagState set = FlagState.notStarted(RouteKind.FOUR)
                .withSettings(new FlagSettings(new ShadowSpec(100_000, 500), BreakerSpec.SUGGESTED));

        assertThat(PublishedRoute.json(ROUTE, set))
                .isEqualTo(WITHOUT_SETTINGS + ",\"shadow\":{\"share\":100000,\"control\":500},"
                        + "\"breaker\":{\"errors\":500000,\"slow\":1000000,\"slowMillis\":0,\"windowSeconds\":10,"
                        + "\"minimumCalls\":20,\"openSeconds\":30,\"probes\":5}}");
        assertThat(RulesetJson.read(RulesetJson.write(set), FlagState.class)).isEqualTo(set);
    }
}
