package dev.banyan.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

    @Test
    void what_is_not_named_is_healed() {
        assertThat(Faults.parse("errors=50&latency=200")).isEqualTo(new Faults(50, 200));
        assertThat(Faults.parse("latency=200")).isEqualTo(new Faults(0, 200));
        assertThat(Faults.parse("")).isEqualTo(Faults.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"errors=101", "errors=-1", "errors=many", "errors", "latency=5001", "error=50", "errors=1&x=2"})
    void nonsense_is_refused_rather_than_bent(String query) {
        assertThatThrownBy(() -> Faults.parse(query)).isInstanceOf(IllegalArgumentException.class);
    }
}
