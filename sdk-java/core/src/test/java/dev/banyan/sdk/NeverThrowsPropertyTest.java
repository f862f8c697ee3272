package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever texts an application passes on from its callers: there is a decision, and nothing is thrown. */
class NeverThrowsPropertyTest {
    private static final String ROUTE = "orders.get";
    private static final Logger LOGGER = Logger.getLogger("dev.banyan.sdk");

    private static TestControlPlane server;
    private static Banyan banyan;
    private static String genuine;

    @BeforeContainer
    static void connect() throws IOException {
        LOGGER.setLevel(Level.OFF);
        server = TestControlPlane.started(
                TestRuleset.at(42).with(ROUTE, 500_000).pinning(300, "secret-of-the-environment-0001"));
        banyan = Banyan.builder()
                .url(server.url())
                .sdkKey("bny_sdk_0123456789abcdefghijABCDEFGHIJ01abcdef")
                .application("shop")
                .withoutCache()
                .build();
        assertThat(banyan.awaitReady(Duration.ofSeconds(60))).isTrue();
        genuine = banyan.pin(banyan.route(ROUTE).decide(Context.of("ana"))).toHeader();
        assertThat(banyan.accept(genuine).isEmpty()).isFalse();
    }

    @AfterContainer
    static void end() throws IOException {
        banyan.close();
        server.close();
    }

    @Property(tries = 2_000, seed = "51")
    void any_context(@ForAll("texts") String key, @ForAll("texts") String name, @ForAll("values") Object value) {
        Context context = Context.builder(key).set(name, value).build();
        RouteHandle orders = banyan.route(ROUTE);
        Decision decision = orders.decide(context);

        assertThat(decision.stage()).isIn(Stage.OFF, Stage.COMPLETE);
        assertThat(decision.reason()).isNotEqualTo(Reason.ERROR);
        orders.record(decision, Operation.READ, value.hashCode(), Outcome.SUCCESS);
    }

    @Property(tries = 2_000, seed = "52")
    void any_route_and_path(@ForAll("texts") String key, @ForAll("texts") String method, @ForAll("texts") String path) {
        assertThat(banyan.route(key).decide(Context.of(key)).stage()).isNotNull();
        assertThat(banyan.match(method, "/orders/" + path)).isNotNull();
        assertThat(banyan.match("GET", path)).isNotNull();
    }

    @Property(tries = 2_000, seed = "53")
    void any_header(@ForAll("headers") String header, @ForAll("texts") String key) {
        Context context = Context.of(key);
        Pins pins = banyan.accept(header);

        assertThat(banyan.route(ROUTE).decide(context, pins).reason()).isNotEqualTo(Reason.ERROR);
        assertThat(banyan.acceptBaggage(pins.addTo(header)).toHeader()).isNotNull();
        // Nobody but those who know the secret can choose the side.
        assertThat(pins.isEmpty() || header.trim().equals(genuine)).isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(40);
        Arbitrary<String> huge = Arbitraries.of("x".repeat(100_000), "\ud800".repeat(5_000), "/".repeat(5_000));
        return Arbitraries.frequencyOf(
                Tuple.of(50, any), Tuple.of(1, huge), Tuple.of(5, Arbitraries.of("", " ", ROUTE, "{id}", "GET")));
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                texts().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.of(new Object(), Float.NaN, 'x', true).asGeneric());
    }

    /** Noise, and the genuine header with a piece of it replaced. */
    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> damaged = Combinators.combine(
                        Arbitraries.integers().between(0, 200),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.strings()
                                .withChars("0123456789:=@,-+newlgacy ")
                                .ofMaxLength(5))
                .as((at, length, piece) -> {
                    String good = genuine;
                    int from = Math.min(at, good.length());
                    return good.substring(0, from) + piece + good.substring(Math.min(good.length(), from + length));
                });
        return Arbitraries.oneOf(damaged, texts());
    }
}
