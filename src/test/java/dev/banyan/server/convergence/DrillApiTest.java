package dev.banyan.server.convergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BanyanTest
class DrillApiTest {
    private TestShop shop;

    @BeforeEach
    void openShop() {
        shop = TestShop.guarded().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 25, "reason", "first")).statusCode(200);
    }

    @Test
    void a_drill_moves_nobody_and_is_remembered() {
        shop.patch("orders.get", Map.of("percentage", 30, "reason", "on")).statusCode(200);
        long version = shop.flag("orders.get").getLong("version");

        drill().body("changed", equalTo(true));

        assertThat(shop.flag("orders.get").getLong("drill.revision")).isEqualTo(shop.revision());
        assertThat(shop.flag("orders.get").getString("drill.by"))
                .isEqualTo(shop.editor().username());
        assertThat(shop.flag("orders.get").getInt("cohorts[0].rollout.percentage"))
                .isEqualTo(30);
        // Who was editing meanwhile is not refused.
        assertThat(shop.flag("orders.get").getLong("version")).isEqualTo(version);
        shop.patch("orders.get", Map.of("percentage", 40, "reason", "on")).statusCode(200);
        assertThat(shop.flag("orders.get").getString("drill.by"))
                .isEqualTo(shop.editor().username());
    }

    @Test
    void a_revert_brings_no_older_drill_back() {
        drill();
        long first = shop.revision();
        drill();
        long second = shop.revision();
        shop.patch("orders.get", Map.of("percentage", 60, "reason", "on")).statusCode(200);

        shop.editor()
                .request()
                .header("If-Match", "\"" + shop.flag("orders.get").getLong("version") + "\"")
                .body(Map.of("reason", "back"))
                .post(shop.routePath("orders.get") + "/revert?revision=" + first)
                .then()
                .statusCode(200);

        assertThat(shop.flag("orders.get").getInt("cohorts[0].rollout.percentage"))
                .isEqualTo(25);
        assertThat(shop.flag("orders.get").getLong("drill.revision")).isEqualTo(second);
    }

    @Test
    void whoever_may_roll_back_may_drill_and_the_audit_tells_of_it() {
        TestUsers.with(Role.VIEWER, shop.project())
                .request()
                .post(shop.routePath("orders.get") + "/drill")
                .then()
                .statusCode(403);
        TestUsers.with(Role.OPERATOR, shop.project())
                .request()
                .post(shop.routePath("orders.get") + "/drill")
                .then()
                .statusCode(200);

        shop.editor()
                .request()
                .get("/api/v1/projects/" + shop.project() + "/audit?action=flag.drilled")
                .then()
                .body("items[0].subject", equalTo("orders.get"))
                .body("items[0].details.what", hasItem("rehearsed the rollback, moved nobody"));
    }

    @Test
    void a_repetition_is_no_second_drill() {
        long once = keyed("incident-9").extract().jsonPath().getLong("revision");

        keyed("incident-9").body("changed", equalTo(false)).body("revision", equalTo((int) once));
    }

    private ValidatableResponse keyed(String key) {
        return shop.editor()
                .request()
                .header("Idempotency-Key", key)
                .post(shop.routePath("orders.get") + "/drill")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse drill() {
        return shop.act("orders.get", "drill", Map.of()).statusCode(200);
    }
}
