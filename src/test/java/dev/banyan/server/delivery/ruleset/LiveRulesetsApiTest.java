package dev.banyan.server.delivery.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.banyan.server.access.sdkkey.KeyedEnvironment;
import dev.banyan.server.access.sdkkey.SdkKeys;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may take the place of the ruleset in memory. */
@BanyanTest
class LiveRulesetsApiTest {
    @Inject
    DataSource database;

    @Inject
    LiveRulesets rulesets;

    @Inject
    SdkKeys keys;

    private TestShop shop;
    private LiveRuleset live;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        live = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> rulesets.named(shop.project(), "production").orElse(null),
                        it -> it != null && it.revision() == shop.revision());
    }

    @Test
    void what_is_read_late_replaces_nothing_newer() throws SQLException {
        refreshAfter("update environment set revision = revision - 1 where project_key = ?");

        assertThat(rulesets.of(live.scope().id())).containsSame(live);
    }

    @Test
    void the_same_revision_again_is_no_new_ruleset() throws SQLException {
        refreshAfter("select 1 from environment where project_key = ?");

        assertThat(rulesets.of(live.scope().id())).containsSame(live);
    }

    @Test
    void a_lower_revision_of_another_epoch_replaces_it() throws SQLException {
        refreshAfter("update environment set revision = revision - 1, epoch = 'restored' where project_key = ?");

        assertThat(rulesets.of(live.scope().id()).orElseThrow().epoch()).isEqualTo("restored");
    }

    @Test
    void before_there_is_any_clients_are_told_to_come_again_and_not_that_there_is_none() {
        KeyedEnvironment notLoaded = new KeyedEnvironment(Long.MAX_VALUE, shop.project(), "staging");
        String key = keys.create(Actor.user("ana"), notLoaded, "early", null).key();

        for (String path : List.of("/sdk/v1/snapshot", "/sdk/v1/stream")) {
            TestShop.sdk(key, "early")
                    .get(path)
                    .then()
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("detail", equalTo("The environment is being loaded."));
        }
    }

    /** As the connection in hand sees it; nobody else gets to see it. */
    private void refreshAfter(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement change = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            change.setString(1, shop.project());
            change.execute();
            rulesets.refresh(connection, live.scope().id());
            connection.rollback();
        }
    }
}
