package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinTest {
    @Test
    void goes_through_the_header_and_back() {
        Pin pin = Pin.of(Decision.of("orders.get", Stage.LIVE, Reason.SPLIT, 42));
        assertThat(pin.toHeader()).isEqualTo("orders.get=new@42");
        assertThat(Pin.parse(pin.toHeader())).isEqualTo(pin).hasSameHashCodeAs(pin);
        assertThat(Pin.parse(" orders.get=legacy@0 ").side()).isEqualTo(Side.LEGACY);
        assertThat(pin.isPresent()).isTrue();
        assertThat(pin.route()).isEqualTo("orders.get");
        assertThat(pin.revision()).isEqualTo(42);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void no_header_is_no_pin(String header) {
        assertThat(Pin.parse(header).isPresent()).isFalse();
        assertThat(Pin.parse(header).isMalformed()).isFalse();
        assertThat(Pin.of(null).isPresent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders.get",
                "orders.get=new",
                "orders.get=new@",
                "orders.get=new@-1",
                "orders.get=new@1x",
                "orders.get=new@٣",
                "orders.get=NEW@1",
                "orders.get=old@1",
                "=new@1",
                "@=",
                "a=new@1,b=new@1",
                "ORDERS=new@1",
                "a=new@99999999999999999999",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=new@1"
            })
    void anything_else_is_malformed(String header) {
        assertThat(Pin.parse(header).isMalformed()).isTrue();
        assertThat(Pin.parse(header).isPresent()).isFalse();
        assertThat(Pin.parse(header).toHeader()).isEmpty();
    }
}
