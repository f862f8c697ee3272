package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sets beside one process, without any server, is stronger than everything that a server says. */
class OverrideScenarioTest extends Scenario {
    @BeforeEach
    void rules() throws IOException {
        server.publish(TestRuleset.at(1).with("orders.get", 1_000_000).with("stock.read", 1_000_000));
        server.start();
    }

    @Test
    void an_environment_variable_holds_routes_at_stages() {
        platform.surroundings.put("BANYAN_OVERRIDE", "orders.get:off, unknown.route:complete");
        Banyan banyan = connected();

        Decision decision = banyan.route("orders.get").decide(ANA);
        assertThat(decision.stage()).isEqualTo(Stage.OFF);
        assertThat(decision.reason()).isEqualTo(Reason.OVERRIDE);
        assertThat(decision.revision()).isEqualTo(1);
        assertThat(banyan.route("orders.get").explain(ANA).decision().reason()).isEqualTo(Reason.OVERRIDE);
        assertThat(banyan.route("unknown.route").decide(ANA).isNew()).isTrue();
        assertThat(banyan.route("stock.read").decide(ANA).isNew()).isTrue();
    }

    @Test
    void works_with_no_server_and_no_file_at_all() throws IOException {
        server.die();
        platform.surroundings.put("BANYAN_OVERRIDE", "orders.get:complete");
        assertThat(client().route("orders.get").decide(ANA).isNew()).isTrue();
        assertThat(client().route("stock.read").decide(ANA).isNew()).isFalse();
    }

    @Test
    void a_file_is_stronger_than_a_property_and_a_property_than_the_environment() throws IOException {
        platform.surroundings.put("BANYAN_OVERRIDE", "a:live,b:live,c:live");
        platform.surroundings.put("banyan.override", "b:shadow,c:shadow");
        Files.writeString(cache.resolve("shop.override"), "# the night of the fire\nc:off\n");
        Banyan banyan = connected();

        assertThat(banyan.route("a").stage(ANA)).isEqualTo(Stage.LIVE);
        assertThat(banyan.route("b").stage(ANA)).isEqualTo(Stage.SHADOW);
        assertThat(banyan.route("c").stage(ANA)).isEqualTo(Stage.OFF);
    }

    @Test
    void the_file_is_watched_while_the_process_runs() throws IOException {
        Path file = cache.resolve("fire");
        Banyan banyan = client(builder().overrideFile(file));
        eventually(banyan, 1);
        RouteHandle orders = banyan.route("orders.get");
        assertThat(orders.isNew(ANA)).isTrue();

        Files.writeString(file, "*:off");
        eventually("held back", () -> !orders.isNew(ANA));
        assertThat(banyan.route("stock.read").isNew(ANA)).isFalse();
        Files.writeString(file, "*:off, orders.get:complete");
        eventually("its own entry is stronger", () -> orders.isNew(ANA));
        Files.delete(file);
        eventually("lifted", () -> orders.decide(ANA).reason() == Reason.STATIC);
        assertThat(banyan.route("stock.read").isNew(ANA)).isTrue();
    }

    @Test
    void a_pin_does_not_lift_an_override() {
        platform.surroundings.put("banyan.override", "orders.get:off");
        Banyan banyan = connected();
        Pins pins = banyan.pin(Decision.of("orders.get", Stage.COMPLETE, Reason.SPLIT, 1));
        assertThat(banyan.route("orders.get").decide(ANA, pins).side()).isEqualTo(Side.LEGACY);
    }

    @Test
    void an_entry_that_cannot_be_read_is_said_and_the_others_hold() {
        platform.surroundings.put("banyan.override", "orders.get:of; ORDERS:off, stock.read:off,nonsense");
        Banyan banyan = connected();
        assertThat(banyan.route("orders.get").isNew(ANA)).isTrue();
        assertThat(banyan.route("stock.read").isNew(ANA)).isFalse();
    }

    @Test
    void a_file_that_becomes_unreadable_keeps_what_it_said() throws IOException {
        Path file = cache.resolve("fire");
        Files.writeString(file, "orders.get:off");
        Banyan banyan = client(builder().overrideFile(file));
        eventually(banyan, 1);
        RouteHandle orders = banyan.route("orders.get");
        assertThat(orders.isNew(ANA)).isFalse();

        Files.delete(file);
        Files.createDirectory(file);
        eventually("noticed", () -> banyan.status().counters().cacheFaults() > 0);
        assertThat(orders.isNew(ANA)).isFalse();
    }

    @Test
    void the_log_says_it_once() {
        StringBuffer log = new StringBuffer();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                log.append(record.getMessage()).append('\n');
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.banyan.sdk");
        logger.setLevel(Level.INFO);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            platform.surroundings.put("banyan.override", "orders.get:off");
            connected();
            assertThat(log.toString().split("overrides locally: orders.get:off \\(property\\)", -1))
                    .hasSize(2);
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    private Banyan connected() {
        Banyan banyan = client();
        eventually(banyan, 1);
        return banyan;
    }
}
