package dev.banyan.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    @Test
    void what_is_not_named_is_healed() {
        assertThat(Faults.parse("errors=50&latency=200&writes=20&wrong=10")).isEqualTo(new Faults(50, 200, 20, 10));
        assertThat(Faults.parse("latency=200")).isEqualTo(new Faults(0, 200, 0, 0));
        assertThat(Faults.parse("")).isEqualTo(Faults.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "errors=101, errors must be a percentage",
        "errors=-1, errors must be a percentage",
        "writes=101, writes must be a percentage",
        "wrong=-1, wrong must be a percentage",
        "latency=5001, latency must lie between",
        "errors=many, errors must be a whole number",
        "errors, errors must be a whole number",
        "error=50, 'say errors=<percent>, latency='",
        "errors=1&x=2, 'say errors=<percent>, latency='"
    })
    void nonsense_is_refused_rather_than_bent_and_the_reason_is_said(String query, String reason) {
        assertThatThrownBy(() -> Faults.parse(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void what_is_wrong_is_said_and_nothing_else() {
        assertThat(Faults.parse("errors=50&latency=0")).hasToString("The new service now fails 50 % of its requests.");
        assertThat(Faults.parse("writes=20&wrong=10"))
                .hasToString(
                        "The new service now fails 20 % of its writes, shows a wrong quantity in 10 % of its answers"
                                + " about orders.");
        assertThat(Faults.NONE).hasToString("The new service is well.");
    }
}
