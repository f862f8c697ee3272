package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of pins, and who may not be believed. */
class PinsTest extends Scenario {
    private static final String SECRET = "a-secret-of-enough-characters";
    private static final String OTHER_SECRET = "another-secret-of-enough-characters";
    private static final TestRuleset RULES = TestRuleset.at(42).with("orders.get", 500_000);
    private static final Decision NEW = Decision.of("orders.get", Stage.COMPLETE, Reason.SPLIT, 42);
    private static final Decision LEGACY = Decision.of("stock.read", Stage.OFF, Reason.SPLIT, 41);

    private Banyan banyan;

    @BeforeEach
    void connect() throws IOException {
        withoutPolls();
        server.publish(RULES);
        server.start();
        banyan = client();
        eventually(banyan, 42);
    }

    @Test
    void several_pins_go_through_the_header_and_back() {
        String header = banyan.pin(NEW).with(LEGACY).toHeader();

        assertThat(header).matches("1:shop/production:\\d+:orders\\.get=new@42:stock\\.read=legacy@41");
        Pins back = banyan.accept(header);
        assertThat(back.side("orders.get")).isEqualTo(Side.NEW);
        assertThat(back.revision("orders.get")).isEqualTo(42);
        assertThat(back.side("stock.read")).isEqualTo(Side.LEGACY);
        assertThat(back.side("other")).isNull();
        assertThat(back.revision("other")).isZero();
    }

    @Test
    void a_later_decision_about_a_route_replaces_its_pin() {
        Pins pins = banyan.pin(NEW).with(Decision.of("orders.get", Stage.OFF, Reason.ROLLBACK, 43));
        assertThat(pins.side("orders.get")).isEqualTo(Side.LEGACY);
        assertThat(pins.revision("orders.get")).isEqualTo(43);
    }

    @Test
    void a_header_stays_small_whatever_is_pinned() {
        Pins pins = banyan.pin(NEW);
        for (int i = 0; i < 100; i++) {
            pins = pins.with(Decision.of("route-" + i, Stage.OFF, Reason.SPLIT, i));
        }
        assertThat(banyan.accept(pins.toHeader()).side("route-14")).isEqualTo(Side.LEGACY);
        assertThat(pins.side("route-15")).isNull();
        assertThat(pins.toHeader().length()).isLessThan(2_048);
    }

    @Test
    void travels_in_w3c_baggage_beside_what_others_put_there() {
        String baggage = banyan.pin(NEW).addTo("tenant=acme;ttl=5, banyan-pin=old , user=7");

        assertThat(baggage).startsWith("tenant=acme;ttl=5,user=7,banyan-pin=1:shop/production:");
        assertThat(banyan.acceptBaggage(baggage + ";property=1").side("orders.get"))
                .isEqualTo(Side.NEW);
        assertThat(banyan.acceptBaggage("tenant=acme").isEmpty()).isTrue();
        assertThat(banyan.acceptBaggage(null).isEmpty()).isTrue();
        assertThat(banyan.pin(null).addTo(null)).isEmpty();
        assertThat(banyan.pin(null).addTo("tenant=acme")).isEqualTo("tenant=acme");
    }

    @Test
    void are_found_in_baggage_that_a_propagator_has_percent_encoded() {
        String baggage = banyan.pin(NEW).addTo(null);
        String header = baggage.substring(baggage.indexOf('=') + 1);
        String encoded = header.replace("/", "%2F").replace("=", "%3d");

        assertThat(encoded).isNotEqualTo(header);
        assertThat(banyan.acceptBaggage("banyan-pin=" + encoded).side("orders.get"))
                .isEqualTo(Side.NEW);
        assertThat(banyan.acceptBaggage("banyan-pin=%zz").isEmpty()).isTrue();
    }

    @Test
    void nothing_is_neither_malformed_nor_refused() {
        assertThat(banyan.accept(null).isEmpty()).isTrue();
        assertThat(banyan.accept("  ").isEmpty()).isTrue();
        assertThat(counters().malformedPins() + counters().refusedPins()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "2:shop/production:NOW:orders.get=new@42",
                "1:shop/production:NOW",
                "1:shop/production:NOW:signature-only",
                "1:shop/production:NOW:orders.get=new",
                "1:shop/production:NOW:orders.get=new@",
                "1:shop/production:NOW:orders.get=new@-1",
                "1:shop/production:NOW:orders.get=new@٣",
                "1:shop/production:NOW:orders.get=NEW@1",
                "1:shop/production:NOW:=new@1",
                "1:shop/production:NOW:orders.get=new@42:stock.read=old@1",
                "1:shop/production:NOW:a=new@99999999999999999999"
            })
    void whatever_cannot_be_read_pins_nothing_and_is_counted(String header) {
        assertThat(banyan.accept(atThisTime(header)).isEmpty()).isTrue();
        assertThat(counters().malformedPins()).isEqualTo(1);
    }

    @Test
    void the_same_shape_is_accepted_when_it_is_right() {
        assertThat(banyan.accept(atThisTime("1:shop/production:NOW:orders.get=new@42"))
                        .side("orders.get"))
                .isEqualTo(Side.NEW);
    }

    @Test
    void pins_of_another_environment_are_refused() {
        assertThat(banyan.accept(atThisTime("1:shop/staging:NOW:orders.get=new@42"))
                        .isEmpty())
                .isTrue();
        assertThat(counters().refusedPins()).isEqualTo(1);
    }

    @Test
    void pins_hold_as_long_as_the_environment_says() {
        publish(RULES.pinning(10));
        String header = banyan.pin(NEW).toHeader();

        platform.aheadMillis.addAndGet(9_000);
        assertThat(banyan.accept(header).isEmpty()).isFalse();
        platform.aheadMillis.addAndGet(2_000);
        assertThat(banyan.accept(header).isEmpty()).isTrue();
        assertThat(counters().refusedPins()).isEqualTo(1);
        platform.aheadMillis.addAndGet(-100_000);
        assertThat(banyan.accept(header).isEmpty()).isTrue();
        assertThat(counters().refusedPins()).isEqualTo(2);
    }

    @Test
    void with_a_secret_only_signed_pins_count() {
        String unsigned = banyan.pin(NEW).toHeader();
        publish(RULES.pinning(300, SECRET));
        String signed = banyan.pin(NEW).toHeader();

        assertThat(signed).matches("1:shop/production:\\d+:orders\\.get=new@42:[A-Za-z0-9_-]{22}");
        assertThat(banyan.accept(signed).side("orders.get")).isEqualTo(Side.NEW);
        assertThat(banyan.accept(unsigned).isEmpty()).isTrue();
        assertThat(banyan.accept(signed.replace("=new@", "=legacy@")).isEmpty()).isTrue();
        assertThat(banyan.accept(signed.replace("@42", "@43")).isEmpty()).isTrue();
        assertThat(banyan.accept(signed.replace(":orders.get", ":stock.read=new@1:orders.get"))
                        .isEmpty())
                .isTrue();
        assertThat(counters().refusedPins()).isEqualTo(4);
    }

    @Test
    void secrets_are_changed_without_a_gap() {
        publish(RULES.pinning(300, SECRET));
        String byOld = banyan.pin(NEW).toHeader();
        publish(RULES.pinning(300, OTHER_SECRET, SECRET));
        String byNew = banyan.pin(NEW).toHeader();

        assertThat(banyan.accept(byOld).isEmpty()).isFalse();
        assertThat(banyan.accept(byNew).isEmpty()).isFalse();
        publish(RULES.pinning(300, OTHER_SECRET));
        assertThat(banyan.accept(byOld).isEmpty()).isTrue();
        assertThat(banyan.accept(byNew).isEmpty()).isFalse();
    }

    @Test
    void without_a_ruleset_nothing_is_pinned_and_nothing_believed() throws IOException {
        server.die();
        Banyan alone = client(builder().withoutCache());
        assertThat(alone.pin(NEW).toHeader()).isEmpty();
        assertThat(alone.accept(banyan.pin(NEW).toHeader()).isEmpty()).isTrue();
    }

    private Counters counters() {
        return banyan.status().counters();
    }

    private String atThisTime(String header) {
        return header.replace("NOW", Long.toString(platform.wallMillis() / 1_000));
    }

    private long revision = 42;

    private void publish(TestRuleset rules) {
        revision++;
        server.publish(rules.revision(revision));
        eventually(banyan, revision);
    }
}
