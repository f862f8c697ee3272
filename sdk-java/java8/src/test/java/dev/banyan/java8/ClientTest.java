package dev.banyan.java8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.ConnectionState;
import dev.banyan.sdk.Migration;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.Outcome;
import dev.banyan.sdk.RouteHandle;
import dev.banyan.sdk.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole client on this Java: network, disk, clocks, signatures, threads and logging. */
class ClientTest {
    private static final Context ANA = Context.of("ana");
    private static final int ALL = 1_000_000;
    /** Needs no log; the reference keeps the setting alive. */
    private static final Logger LOGGER = Logger.getLogger("dev.banyan.sdk");

    @TempDir
    Path cache;

    @BeforeAll
    static void quiet() {
        LOGGER.setLevel(Level.OFF);
    }

    @Test
    void follows_the_stream_reports_and_leaves_no_thread() throws IOException {
        try (Plane plane = new Plane(true, ALL)) {
            Banyan banyan = client(plane.url());
            assertThat(banyan.awaitReady(Duration.ofSeconds(60))).isTrue();
            RouteHandle orders = banyan.route("orders.get");
            assertThat(banyan.status().source()).isEqualTo(Source.STREAM);
            assertThat(orders.isNew(ANA)).isTrue();
            orders.record(orders.decide(ANA), Operation.READ, 2_000_000, Outcome.SUCCESS);

            plane.publish(0);

            Eventually.holds("the change", () -> !orders.isNew(ANA));
            Eventually.holds("acknowledged", () -> plane.wasTold("/sdk/v1/applied", "\"revision\":2"));
            Eventually.holds("counted", () -> plane.wasTold("/sdk/v1/telemetry", "orders.get", "\"calls\":1"));
            Eventually.holds("introduced", () -> plane.wasTold("/sdk/v1/instance", "follows_the_stream"));
            banyan.close();
            Eventually.holds("no thread", ClientTest::nothingRuns);
        }
    }

    @Test
    void polls_where_there_is_no_stream() throws IOException {
        try (Plane plane = new Plane(false, ALL);
                Banyan banyan = client(plane.url())) {
            Eventually.holds("polling", () -> banyan.status().state() == ConnectionState.POLLING);

            assertThat(banyan.route("orders.get").isNew(ANA)).isTrue();
            assertThat(banyan.match("get", "/orders/42?x=1")).isPresent();
        }
    }

    @Test
    void starts_again_from_the_file_without_a_server() throws IOException {
        Plane plane = new Plane(true, ALL);
        try (Banyan earlier = client(plane.url())) {
            assertThat(earlier.awaitReady(Duration.ofSeconds(60))).isTrue();
        }
        plane.close();

        try (Banyan banyan = client(plane.url())) {
            Decision decision = banyan.route("orders.get").decide(ANA);
            assertThat(decision.side()).isEqualTo(Side.NEW);
            assertThat(decision.reason()).isEqualTo(Reason.STALE);
            assertThat(banyan.status().source()).isEqualTo(Source.FILE);
        }
    }

    @Test
    void an_override_holds_without_a_server() throws IOException {
        Files.write(cache.resolve("shop.override"), "orders.get:complete".getBytes(StandardCharsets.UTF_8));

        try (Banyan banyan = client("http://127.0.0.1:1")) {
            Decision decision = banyan.route("orders.get").decide(ANA);
            assertThat(decision.isNew()).isTrue();
            assertThat(decision.reason()).isEqualTo(Reason.OVERRIDE);
        }
    }

    @Test
    void pins_are_signed_and_followed() throws IOException {
        try (Plane plane = new Plane(true, 500_000);
                Banyan banyan = client(plane.url())) {
            assertThat(banyan.awaitReady(Duration.ofSeconds(60))).isTrue();
            Decision decision = banyan.route("orders.get").decide(ANA);
            String header = banyan.pin(decision).toHeader();

            assertThat(banyan.accept(header).side("orders.get")).isEqualTo(decision.side());
            assertThat(banyan.accept(header.replace("orders.get=", "orders.put="))
                            .isEmpty())
                    .isTrue();
        }
    }

    @Test
    void a_migration_shadows_compares_and_keeps_failed_second_writes_over_a_restart() throws IOException {
        Files.write(cache.resolve("shop.override"), "orders.put:shadow".getBytes(StandardCharsets.UTF_8));
        try (Plane plane = new Plane(true, ALL)) {
            try (Banyan banyan = client(plane.url())) {
                Migration<String, Price> orders = orders(banyan);
                assertThat(orders.read(ANA, "7").getAmount()).isEqualTo(10);
                assertThat(orders.write(ANA, "7").getAmount()).isEqualTo(10);
                Eventually.holds("compared", () -> plane.wasTold("/sdk/v1/telemetry", "$.amount", "\"mismatched\":1"));
                assertThat(banyan.backlog("orders.put").entries()).isEqualTo(1);
            }
            try (Banyan next = client(plane.url())) {
                Eventually.holds("taken over", () -> next.backlog("orders.put").entries() == 1);
                List<String> keys = new ArrayList<>();
                next.reconcile("orders.put", write -> keys.add(write.key()));
                assertThat(keys).containsExactly("order 7");
                assertThat(next.backlog("orders.put").entries()).isZero();
            }
        }
    }

    /** A bean, as this Java knows no records. */
    public static final class Price {
        private final int amount;

        Price(int amount) {
            this.amount = amount;
        }

        public int getAmount() {
            return amount;
        }
    }

    private static Migration<String, Price> orders(Banyan banyan) {
        return banyan.<String, Price>migration("orders.put")
                .reads(id -> new Price(10), id -> new Price(11))
                .writes(id -> new Price(10), id -> {
                    throw new IOException("the new side is not well");
                })
                .recordKey(id -> "order " + id)
                .compareFields()
                .build();
    }

    private Banyan client(String url) {
        return Banyan.builder()
                .url(url)
                .sdkKey("bny_sdk_0123456789abcdefghijABCDEFGHIJ01abcdef")
                .application("shop")
                .cacheDirectory(cache)
                .pollInterval(Duration.ofSeconds(1))
                .flushInterval(Duration.ofMillis(500))
                .build();
    }

    private static boolean nothingRuns() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("banyan-"));
    }
}
