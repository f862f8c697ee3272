package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a client starts, with and without a control plane. */
class StartScenarioTest extends Scenario {
    @Test
    void gets_its_rules_over_the_stream_and_says_who_it_is() throws IOException {
        server.publish(TestRuleset.at(42).with("orders.get", 1_000_000));
        withoutPolls();
        server.start();

        Banyan banyan = client(builder().version("1.0").host("box").instance("shop-1"));

        assertThat(banyan.awaitReady(Duration.ofSeconds(60))).isTrue();
        Decision decision = banyan.route("orders.get").decide(ANA);
        assertThat(decision.side()).isEqualTo(Side.NEW);
        assertThat(decision.reason()).isEqualTo(Reason.STATIC);
        assertThat(decision.revision()).isEqualTo(42);
        assertThat(banyan.status().source()).isEqualTo(Source.STREAM);
        TestControlPlane.Request stream =
                server.requests(TestControlPlane.STREAM).get(0);
        assertThat(stream.header("authorization")).isEqualTo("Bearer " + KEY);
        assertThat(stream.header("banyan-instance")).isEqualTo("shop-1");
        assertThat(stream.header("banyan-application")).isEqualTo("shop");
        assertThat(stream.header("banyan-application-version")).isEqualTo("1.0");
        assertThat(stream.header("banyan-host")).isEqualTo("box");
        assertThat(stream.header("banyan-sdk")).isEqualTo("java/0.1.0");
        assertThat(stream.header("banyan-started")).isNotBlank();
    }

    @Test
    void starts_without_anything_at_the_declared_default_and_converges() throws IOException {
        Banyan banyan = client();
        RouteHandle orders = banyan.route("orders.get");
        RouteHandle declared = banyan.route("orders.get", Stage.COMPLETE);

        assertThat(orders.decide(ANA).side()).isEqualTo(Side.LEGACY);
        assertThat(orders.decide(ANA).reason()).isEqualTo(Reason.DEFAULT);
        assertThat(declared.decide(ANA).side()).isEqualTo(Side.NEW);
        assertThat(banyan.status().source()).isEqualTo(Source.NONE);
        assertThat(banyan.awaitReady(Duration.ZERO)).isFalse();
        eventually(banyan, ConnectionState.OFFLINE);

        server.publish(TestRuleset.at(1).with("orders.get", 1_000_000));
        server.start();

        eventually(banyan, 1);
        eventually(banyan, ConnectionState.STREAMING);
        assertThat(orders.decide(ANA).side()).isEqualTo(Side.NEW);
    }

    @Test
    void starts_from_the_file_while_the_server_is_down_and_converges() throws IOException {
        leaveFile(TestRuleset.at(7).with("orders.get", 1_000_000));

        Banyan banyan = client();

        assertThat(banyan.status().source()).isEqualTo(Source.FILE);
        assertThat(banyan.status().revision()).isEqualTo(7);
        Decision decision = banyan.route("orders.get").decide(ANA);
        assertThat(decision.side()).isEqualTo(Side.NEW);
        assertThat(decision.reason()).isEqualTo(Reason.STALE);

        server.publish(TestRuleset.at(8).with("orders.get", 0));
        server.start();

        eventually(banyan, 8);
        assertThat(banyan.route("orders.get").decide(ANA).side()).isEqualTo(Side.LEGACY);
        assertThat(banyan.route("orders.get").decide(ANA).reason()).isEqualTo(Reason.STATIC);
    }

    @Test
    void the_file_keeps_its_age_through_a_restart() throws IOException {
        leaveFile(TestRuleset.at(7).with("orders.get", 1_000_000));
        platform.aheadMillis.addAndGet(Duration.ofHours(3).toMillis());

        Banyan banyan = client();

        assertThat(banyan.status().age()).isBetween(Duration.ofHours(3), Duration.ofHours(4));
        assertThat(banyan.route("orders.get").explain(ANA).age()).isGreaterThan(Duration.ofHours(2));
    }

    @Test
    void the_same_revision_from_the_server_ends_staleness() throws IOException {
        leaveFile(TestRuleset.at(7).with("orders.get", 1_000_000));
        withoutPolls();
        server.start();

        Banyan banyan = client();

        eventually("fresh", () -> banyan.route("orders.get").decide(ANA).reason() == Reason.STATIC);
        assertThat(banyan.status().source()).isEqualTo(Source.STREAM);
    }

    @Test
    void a_damaged_file_is_ignored() throws IOException {
        leaveFile(TestRuleset.at(7).with("orders.get", 1_000_000));
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        Banyan banyan = client();

        assertThat(banyan.status().source()).isEqualTo(Source.NONE);
        assertThat(banyan.status().counters().cacheFaults()).isEqualTo(1);
        assertThat(banyan.route("orders.get").decide(ANA).side()).isEqualTo(Side.LEGACY);
    }

    @Test
    void a_cache_directory_that_cannot_be_made_is_survived() throws IOException {
        Path obstacle = Files.write(cache.resolve("obstacle"), new byte[0]);
        server.publish(TestRuleset.at(7).with("orders.get", 1_000_000));
        server.start();

        Banyan banyan = client(builder().cacheDirectory(obstacle.resolve("deeper")));

        eventually(banyan, 7);
        eventually("counted", () -> banyan.status().counters().cacheFaults() > 0);
        assertThat(banyan.route("orders.get").isNew(ANA)).isTrue();
    }

    @Test
    void another_key_has_another_file() throws IOException {
        leaveFile(TestRuleset.at(7).with("orders.get", 1_000_000));

        Banyan banyan = client(builder().sdkKey("bny_sdk_another-environments-key"));

        assertThat(banyan.status().source()).isEqualTo(Source.NONE);
    }

    @Test
    void the_bootstrap_resource_serves_a_first_start_and_yields_to_the_server() throws IOException {
        Banyan banyan = client(builder().bootstrapResource("bootstrap-ruleset.json"));

        assertThat(banyan.status().source()).isEqualTo(Source.BOOTSTRAP);
        assertThat(banyan.route("orders.get").decide(ANA).side()).isEqualTo(Side.NEW);
        assertThat(banyan.route("orders.get").decide(ANA).reason()).isEqualTo(Reason.STALE);

        // Lower revision, other environment: a resource that was packed by mistake must not lock the server out.
        server.publish(TestRuleset.at(1).in("staging").with("orders.get", 0));
        server.start();
        eventually(banyan, 1);
    }

    @Test
    void several_clients_live_side_by_side() throws IOException {
        server.publish(TestRuleset.at(3).with("orders.get", 1_000_000));
        server.start();
        try (TestControlPlane other =
                TestControlPlane.started(TestRuleset.at(9).in("staging").with("orders.get", 0))) {
            Banyan production = client();
            Banyan staging = client(builder().url(other.url()));
            eventually(production, 3);
            eventually(staging, 9);
            assertThat(production.route("orders.get").isNew(ANA)).isTrue();
            assertThat(staging.route("orders.get").isNew(ANA)).isFalse();
        }
    }

    private void leaveFile(TestRuleset ruleset) throws IOException {
        server.publish(ruleset);
        server.start();
        Banyan earlier = client();
        eventually(earlier, ruleset.revision());
        earlier.close();
        server.die();
        assertThat(files()).hasSize(1);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }
}
