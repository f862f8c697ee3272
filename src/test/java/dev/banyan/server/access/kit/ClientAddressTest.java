package dev.banyan.server.access.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientAddressTest {

    @Test
    void an_ipv4_address_stands_for_itself() {
        assertThat(ClientAddress.network("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(ClientAddress.network("::1")).isEqualTo("::1");
        assertThat(ClientAddress.network(null)).isEqualTo("unknown");
    }

    @Test
    void all_addresses_of_one_ipv6_network_count_as_one() {
        String one = ClientAddress.network("2001:db8:1:2:3:4:5:6");

        assertThat(ClientAddress.network("2001:db8:1:2:aaaa:bbbb:cccc:dddd")).isEqualTo(one);
        assertThat(ClientAddress.network("2001:db8:1:9:3:4:5:6")).isNotEqualTo(one);
    }
}
