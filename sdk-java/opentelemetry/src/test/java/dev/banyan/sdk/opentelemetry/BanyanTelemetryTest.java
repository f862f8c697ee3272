package dev.banyan.sdk.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Pins;
import dev.banyan.sdk.TestClients;
import dev.banyan.sdk.TestControlPlane;
import dev.banyan.sdk.TestRuleset;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BanyanTelemetryTest {
    private static final Context ANA = Context.of("ana");

    @RegisterExtension
    static final OpenTelemetryExtension OTEL = OpenTelemetryExtension.create();

    private TestControlPlane plane;
    private Banyan banyan;
    private BanyanTelemetry telemetry;

    @BeforeEach
    void connect() throws IOException {
        plane = TestControlPlane.started(TestRuleset.at(42)
                .with("orders.get", 1_000_000)
                .with("orders.list", 500_000)
                .with("stock.read", 0));
        banyan = TestClients.of(plane).build();
        assertThat(banyan.awaitReady(Duration.ofSeconds(30))).isTrue();
        telemetry = BanyanTelemetry.of(banyan, OTEL.getOpenTelemetry());
    }

    @AfterEach
    void end() throws IOException {
        banyan.close();
        plane.close();
    }

    @Test
    void a_decision_is_an_event_with_the_attributes_of_the_conventions() {
        Decision decision = telemetry.decide(banyan.route("orders.get"), ANA);

        assertThat(decision.isNew()).isTrue();
        LogRecordData event = onlyEvent();
        assertThat(event.getEventName()).isEqualTo("feature_flag.evaluation");
        assertThat(texts(event.getAttributes()))
                .containsOnly(
                        Map.entry("feature_flag.key", "orders.get"),
                        Map.entry("feature_flag.result.variant", "new"),
                        Map.entry("feature_flag.result.reason", "static"),
                        Map.entry("feature_flag.provider.name", "Banyan"),
                        Map.entry("feature_flag.set.id", "shop/production"),
                        Map.entry("feature_flag.version", "epoch-one-42"),
                        Map.entry("banyan.stage", "complete"),
                        Map.entry("banyan.reason", "static"));
        assertThat(event.getInstrumentationScopeInfo().getName()).isEqualTo("dev.banyan.sdk");
        assertThat(event.getInstrumentationScopeInfo().getVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void the_current_span_has_them_too_unless_told_otherwise() {
        inSpan("with", () -> telemetry.decide(banyan.route("orders.get"), ANA));
        inSpan("without", () -> telemetry.withoutSpanAttributes().decide(banyan.route("orders.get"), ANA));

        assertThat(texts(span("with"))).containsEntry("feature_flag.key", "orders.get");
        assertThat(texts(span("without"))).isEmpty();
        assertThat(OTEL.getLogRecords())
                .hasSize(2)
                .allSatisfy(
                        event -> assertThat(event.getSpanContext().isValid()).isTrue());
    }

    @Test
    void who_is_asked_for_is_told_only_on_demand() {
        telemetry.decide(banyan.route("orders.list"), ANA);
        assertThat(texts(onlyEvent().getAttributes())).doesNotContainKey("feature_flag.context.id");
        OTEL.clearLogRecords();

        telemetry.withContextIds().decide(banyan.route("orders.list"), ANA);
        assertThat(texts(onlyEvent().getAttributes()))
                .containsEntry("feature_flag.context.id", "ana")
                .containsEntry("feature_flag.result.reason", "split");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void every_reason_is_a_word_of_the_conventions_beside_our_own(Reason reason) {
        telemetry.tell(Decision.of("orders.get", Stage.OFF, reason, 42), null);

        assertThat(texts(onlyEvent().getAttributes()))
                .containsEntry("banyan.reason", reason.name().toLowerCase(Locale.ROOT))
                .hasEntrySatisfying(
                        "feature_flag.result.reason",
                        word -> assertThat(word)
                                .isIn(
                                        "static",
                                        "default",
                                        "targeting_match",
                                        "split",
                                        "cached",
                                        "disabled",
                                        "unknown",
                                        "stale",
                                        "error"));
    }

    @Test
    void a_decision_without_rules_or_without_a_route_is_an_error_that_says_which() throws IOException {
        telemetry.decide(banyan.route("nobody.knows"), ANA);
        assertThat(texts(onlyEvent().getAttributes()))
                .containsEntry("error.type", "flag_not_found")
                .containsEntry("feature_flag.result.reason", "error");
        OTEL.clearLogRecords();

        try (TestControlPlane away = new TestControlPlane();
                Banyan alone = TestClients.of(away).build()) {
            BanyanTelemetry.of(alone, OTEL.getOpenTelemetry()).decide(alone.route("orders.get"), ANA);
        }
        assertThat(texts(onlyEvent().getAttributes()))
                .containsEntry("error.type", "provider_not_ready")
                .containsEntry("feature_flag.result.reason", "error");
    }

    @Test
    void an_error_has_a_type() {
        telemetry.tell(Decision.of("orders.get", Stage.OFF, Reason.ERROR, 0), null);

        assertThat(texts(onlyEvent().getAttributes()))
                .containsEntry("error.type", "general")
                .containsEntry("feature_flag.result.reason", "error");
    }

    @Test
    void a_pin_goes_through_the_baggage_to_the_next_service_and_is_followed() {
        Decision here = Decision.of("orders.list", Stage.COMPLETE, Reason.SPLIT, 42);
        Context legacyHere = contextOn(Side.LEGACY);
        Map<String, String> headers = new HashMap<>();
        Baggage others = Baggage.builder().put("tenant", "acme").build();
        try (Scope tenant = others.makeCurrent();
                Scope pinned = telemetry.pinning(here).makeCurrent()) {
            W3CBaggagePropagator.getInstance().inject(io.opentelemetry.context.Context.current(), headers, Map::put);
        }

        assertThat(headers.get("baggage")).contains("tenant=acme").contains("banyan-pin=");
        // A service without OpenTelemetry reads the same header.
        assertThat(banyan.acceptBaggage(headers.get("baggage")).side("orders.list"))
                .isEqualTo(Side.NEW);
        assertThat(telemetry.decide(banyan.route("orders.list"), legacyHere).isNew())
                .isFalse();
        try (Scope received = extracted(headers).makeCurrent()) {
            Decision there = telemetry.decide(banyan.route("orders.list"), legacyHere);
            assertThat(there.isNew()).isTrue();
            assertThat(there.reason()).isEqualTo(Reason.PINNED);
        }
    }

    @Test
    void pins_that_came_are_kept_beside_new_ones() {
        Pins first = banyan.pin(Decision.of("orders.list", Stage.COMPLETE, Reason.SPLIT, 42));
        try (Scope came = telemetry.pinning(first).makeCurrent();
                Scope both = telemetry
                        .pinning(telemetry.decide(banyan.route("stock.read"), ANA))
                        .makeCurrent()) {
            assertThat(telemetry.pins().side("orders.list")).isEqualTo(Side.NEW);
            assertThat(telemetry.pins().side("stock.read")).isEqualTo(Side.LEGACY);
        }
        assertThat(telemetry.pins().isEmpty()).isTrue();
    }

    @Test
    void decides_all_the_same_without_any_telemetry() {
        BanyanTelemetry silent = BanyanTelemetry.of(banyan, OpenTelemetry.noop());

        assertThat(silent.decide(banyan.route("orders.get"), ANA).isNew()).isTrue();
        assertThat(OTEL.getLogRecords()).isEmpty();
    }

    private Context contextOn(Side side) {
        for (int i = 0; ; i++) {
            Context context = Context.of("user-" + i);
            if (banyan.route("orders.list").decide(context).side() == side) {
                return context;
            }
        }
    }

    private static io.opentelemetry.context.Context extracted(Map<String, String> headers) {
        return W3CBaggagePropagator.getInstance()
                .extract(io.opentelemetry.context.Context.root(), headers, new MapGetter());
    }

    private void inSpan(String name, Runnable work) {
        Span span = OTEL.getOpenTelemetry().getTracer("test").spanBuilder(name).startSpan();
        try (Scope current = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }

    private static Attributes span(String name) {
        return OTEL.getSpans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getAttributes();
    }

    private static LogRecordData onlyEvent() {
        List<LogRecordData> events = OTEL.getLogRecords();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static Map<String, String> texts(Attributes attributes) {
        Map<String, String> texts = new HashMap<>();
        attributes.forEach((AttributeKey<?> key, Object value) -> texts.put(key.getKey(), value.toString()));
        return texts;
    }
}
