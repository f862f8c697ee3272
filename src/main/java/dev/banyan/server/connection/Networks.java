package dev.banyan.server.connection;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;

/** Addresses and networks, as 10.0.0.7, 10.0.0.0/8 or 2001:db8::/32. */
final class Networks {
    private final List<IpSubnetFilterRule> networks;

    /** @throws IllegalArgumentException that names what is none */
    Networks(Collection<String> texts) {
        this.networks = texts.stream().map(Networks::rule).toList();
    }

    boolean contains(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return networks.stream().anyMatch(network -> network.matches(socket));
    }

    /** Whom to count as one: one subscriber usually has a whole IPv6 /64. */
    static Object subscriber(InetAddress address) {
        return address instanceof Inet6Address
                ? ByteBuffer.wrap(address.getAddress()).getLong()
                : address;
    }

    private static IpSubnetFilterRule rule(String text) {
        String network = text.strip();
        int slash = network.indexOf('/');
        try {
            return slash >= 0
                    ? new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT)
                    : new IpSubnetFilterRule(network, network.indexOf(':') >= 0 ? 128 : 32, IpFilterRuleType.ACCEPT);
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    "banyan.connection.trusted: " + network
                            + " is no address and no network. Write 10.0.0.7 or 10.0.0.0/8.",
                    unreadable);
        }
    }
}
