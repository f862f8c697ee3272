package dev.banyan.server.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private final TrustedProxies proxies = new TrustedProxies(List.of("127.0.0.1", " 10.1.0.0/16", "2001:db8:1::/48"));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "2001:db8:1:2::3", "::ffff:10.1.2.3"})
    void trusts_what_is_named_in_either_form(String address) {
        assertThat(proxies.trusts(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "10.2.0.1", "2001:db8:2::1", "::1", "", "localhost", "10.1.2"})
    void and_nothing_else(String address) {
        assertThat(proxies.trusts(address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // A stranger writes what they like to the left of their own address.
        "127.0.0.1, '203.0.113.9, 198.51.100.7', 198.51.100.7",
        "127.0.0.1, '203.0.113.9, 198.51.100.7, 10.1.0.4', 198.51.100.7",
        "127.0.0.1, '127.0.0.1, 198.51.100.7', 198.51.100.7",
        "127.0.0.1, '198.51.100.7:4711', 198.51.100.7",
        "127.0.0.1, '[2001:db8:9::1]:4711', 2001:db8:9::1",
        "127.0.0.1, '2001:db8:9::1', 2001:db8:9::1",
        // Nobody is before our own proxies: then it is one of our own machines.
        "127.0.0.1, '10.1.0.5, 10.1.0.4', 10.1.0.5",
        "127.0.0.1, '198.51.100.7, nonsense', 127.0.0.1",
        "127.0.0.1, '', 127.0.0.1",
        // Whoever is no proxy speaks for nobody.
        "198.51.100.7, '203.0.113.9', 198.51.100.7"
    })
    void the_caller_is_the_last_who_is_no_proxy(String peer, String header, String client) {
        assertThat(proxies.client(peer, List.of(header.split(",")))).isEqualTo(client);
    }

    @Test
    void without_a_setting_nobody_is_believed() {
        assertThat(new TrustedProxies(List.of()).client("127.0.0.1", List.of("203.0.113.9")))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", ""})
    void what_is_no_address_stops_the_start(String text) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(text)))
                .hasMessageContaining("BANYAN_PROXY_TRUSTED")
                .hasMessageContaining("\"" + text + "\"");
    }
}
