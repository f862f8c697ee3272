package dev.banyan.server.access.kit;

import dev.banyan.server.address.Caller;

/** Where a request comes from, for rate limits and the audit trail. */
public final class ClientAddress {

    private ClientAddress() {}

    public static String current() {
        return network(Caller.current().address());
    }

    /** One subscriber usually has a whole IPv6 /64, so that is the address to count. */
    static String network(String address) {
        if (address == null) {
            return "unknown";
        }
        if (address.indexOf(':') < 0 || address.startsWith("::")) {
            return address;
        }
        String[] groups = address.split(":", -1);
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < 4 && i < groups.length && !groups[i].isEmpty(); i++) {
            prefix.append(groups[i]).append(':');
        }
        return prefix + ":/64";
    }
}
