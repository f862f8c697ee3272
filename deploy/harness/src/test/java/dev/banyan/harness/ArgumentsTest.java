package dev.banyan.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void pairs_are_read() {
        Arguments arguments = Arguments.parse("--port", "8081", "--other", "http://localhost:8082");

        assertThat(arguments.number("port")).isEqualTo(8081);
        assertThat(arguments.text("other")).isEqualTo("http://localhost:8082");
    }

    @Test
    void what_cannot_be_meant_is_refused_by_name() {
        assertRefused("--port", "--port");
        assertRefused("port", "port", "8081");
        assertRefused("--port", "--port", "1", "--port", "2");
    }

    @Test
    void missing_and_malformed_values_are_named() {
        assertThatThrownBy(() -> Arguments.parse().text("data"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--data");
        assertThatThrownBy(() -> Arguments.parse("--port", "http").number("port"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--port")
                .hasMessageContaining("http");
    }

    private static void assertRefused(String named, String... words) {
        assertThatThrownBy(() -> Arguments.parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
