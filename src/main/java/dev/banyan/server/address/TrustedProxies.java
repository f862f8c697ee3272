package dev.banyan.server.address;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The proxies that are believed when they say for whom they ask. Everything that comes from elsewhere is what anybody may write. */
final class TrustedProxies {
    private final List<IpSubnetFilterRule> ranges;

    /** @param addresses such as {@code 10.0.0.5} or {@code 10.1.0.0/16} */
    TrustedProxies(List<String> addresses) {
        this.ranges = addresses.stream().map(TrustedProxies::range).toList();
    }

    boolean trusts(String address) {
        InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
        return parsed != null && ranges.stream().anyMatch(range -> range.matches(new InetSocketAddress(parsed, 0)));
    }

    /**
     * The first from the right that is no proxy of ours: each proxy adds at the right whoever has called it, and what is left of a
     * stranger's address was written by that stranger.
     *
     * @param peer whoever has called us
     * @param forwarded the hops as headers name them, the last one added at the end
     */
    String client(String peer, List<String> forwarded) {
        String client = peer;
        for (int hop = forwarded.size() - 1; hop >= 0 && trusts(client); hop--) {
            String before = withoutPort(forwarded.get(hop).strip());
            if (NetUtil.createInetAddressFromIpAddressString(before) == null) {
                return client;
            }
            client = before;
        }
        return client;
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.indexOf(']') > 0) {
            return hop.substring(1, hop.indexOf(']'));
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private static IpSubnetFilterRule range(String text) {
        String[] parts = text.strip().split("/", 2);
        try {
            InetAddress address = NetUtil.createInetAddressFromIpAddressString(parts[0]);
            int bits = address.getAddress().length * Byte.SIZE;
            int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException(
                    "BANYAN_PROXY_TRUSTED (banyan.proxy.trusted) must hold addresses such as 10.0.0.5 or ranges such as"
                            + " 10.1.0.0/16, separated by commas, but has \"" + text + "\".",
                    unreadable);
        }
    }
}
