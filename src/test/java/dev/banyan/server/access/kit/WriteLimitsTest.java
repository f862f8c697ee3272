package dev.banyan.server.access.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteLimitsTest {
    private static final String PATCH = "/api/v1/projects/shop/environments/production/routes/orders.get/flag";

    private final TestClock clock = new TestClock();
    private final WriteLimits limits = new WriteLimits(clock, 3, 2);

    @Test
    void one_person_may_so_much_in_one_go_and_then_so_much_a_second() {
        exhaust();
        assertThat(limits.take("ana", PATCH)).contains(Duration.ofMillis(500));
        assertThat(limits.take("tom", PATCH)).as("for others").isEmpty();

        clock.advance(Duration.ofMillis(500));
        assertThat(limits.take("ana", PATCH)).isEmpty();
        assertThat(limits.take("ana", PATCH)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/projects/shop/environments/production/routes/orders.get/rollback",
                "/api/v1/projects/shop/environments/production/rollback",
                "/api/v1/projects/shop/environments/production/migrations/orders/isolate",
                "/projects/shop/environments/production/rollback",
                "/projects/shop/environments/production/routes/orders.get/rollback/at-once",
                "/projects/shop/environments/production/routes/orders.get/isolate",
                "/sign-out"
            })
    void the_way_back_is_always_open(String path) {
        exhaust();
        assertThat(limits.take("ana", path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/projects/rollback-shop/routes", "/api/v1/projects/shop/routes/rollback/flag"})
    void a_name_that_sounds_like_it_is_none(String path) {
        exhaust();
        assertThat(limits.take("ana", path)).isPresent();
    }

    private void exhaust() {
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take("ana", PATCH)).isEmpty();
        }
    }
}
