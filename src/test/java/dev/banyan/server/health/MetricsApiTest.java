package dev.banyan.server.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What monitoring reads. */
@BanyanTest
class MetricsApiTest {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
    private static final String PROMETHEUS = OPEN_METRICS
            + ",application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    @Test
    void the_form_is_the_one_that_is_asked_for() {
        assertThat(form(OPEN_METRICS)).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(form(PROMETHEUS)).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(form("text/plain; version=0.0.4")).startsWith("text/plain; version=0.0.4");
        assertThat(form("*/*")).startsWith("text/plain; version=0.0.4");
        assertThat(form("text/html")).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void open_streams_are_counted_for_as_long_as_they_are_open() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String key = shop.sdkKey();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().auth().oauth2(key).get("/sdk/v1/snapshot").statusCode() == 200);
        double before = value("banyan_streams_open").orElseThrow();
        TestStream stream = TestStream.open(key, "counted");
        stream.next();

        System.gc();
        assertThat(value("banyan_streams_open"))
                .hasValueSatisfying(open -> assertThat(open).isPositive());

        stream.close();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> value("banyan_streams_open").orElseThrow() <= before);
    }

    @Test
    void each_of_our_own_says_what_it_is_and_has_a_value() {
        List<String> lines = lines();
        List<String> own = lines.stream()
                .filter(line -> line.startsWith("# TYPE banyan_"))
                .map(line -> line.split(" ")[2])
                .toList();

        assertThat(own).contains("banyan_streams_open", "banyan_ofrep_streams_open", "banyan_delivery_events_total");
        assertThat(own)
                .allSatisfy(name -> assertThat(lines).anyMatch(line -> line.matches("# HELP " + name + " \\S.{10,}")));
        assertThat(lines).filteredOn(line -> line.startsWith("banyan_")).noneMatch(line -> line.endsWith("NaN"));
    }

    @Test
    void the_linter_of_prometheus_has_nothing_to_say_of_ours() throws Exception {
        Path linter = Path.of(System.getProperty("banyan.prometheus", "none")).resolveSibling("promtool");
        Assumptions.assumeTrue(Files.isExecutable(linter), "There is no promtool beside Prometheus.");

        assertThat(lint(linter)).filteredOn(line -> line.contains("banyan_")).isEmpty();
    }

    private static List<String> lint(Path linter) throws IOException {
        Path metrics = Files.createTempFile("metrics", ".txt");
        Path output = Files.createTempFile("lint", ".txt");
        Files.write(metrics, lines());
        Process process = new ProcessBuilder(linter.toString(), "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.onExit().join();
        List<String> said = Files.readAllLines(output);
        assertThat(said).as("it could read them").noneMatch(line -> line.startsWith("error while linting"));
        Files.delete(metrics);
        Files.delete(output);
        return said;
    }

    private static String form(String accept) {
        return given().accept(accept)
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .contentType();
    }

    private static List<String> lines() {
        return given().accept("text/plain").get("/q/metrics").asString().lines().toList();
    }

    private static Optional<Double> value(String name) {
        return lines().stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Double.valueOf(line.substring(name.length() + 1)))
                .filter(value -> !value.isNaN())
                .findFirst();
    }
}
