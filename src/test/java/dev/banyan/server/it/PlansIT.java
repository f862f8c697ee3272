package dev.banyan.server.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.TestPostgres;
import dev.banyan.server.testing.TestShop;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running plan among the things that die: the replica that drives it, and the database under it. */
class PlansIT {
    private static final int STEPS = 5;

    @TempDir
    static Path logs;

    private static TestPostgres database;
    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void start() {
        database = TestPostgres.start();
        one = ServerProcess.start(database, logs.resolve("one.log"));
        other = ServerProcess.start(database, logs.resolve("other.log"));
        ServerProcess.awaitReady(one, other);
    }

    @AfterAll
    static void stop() throws Exception {
        ServerProcess.closeAll(other, one, database);
    }

    @Test
    void a_plan_takes_each_step_once_through_the_death_of_a_replica_and_a_restart_of_the_database() throws Exception {
        RestAssured.port = one.port();
        TestShop shop = TestShop.open();
        RouteStory route = RouteStory.reading(shop, "orders.get");
        long before = shop.revision();
        route.startSteps(STEPS, 1).awaitStep(0);

        one.kill();
        RestAssured.port = other.port();
        route.awaitStep(2);
        database.stop();
        database.startAgain();

        route.awaitFinished();
        assertThat(shop.revision()).isEqualTo(before + STEPS);
        assertThat(shop.flag("orders.get").getInt("cohorts[0].rollout.percentage"))
                .isEqualTo(100);
        assertThat(route.stepsTaken()).isEqualTo(List.of(4, 3, 2, 1, 0));
    }
}
