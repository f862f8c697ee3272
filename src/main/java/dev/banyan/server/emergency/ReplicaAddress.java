package dev.banyan.server.emergency;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the others find this replica. */
@Singleton
class ReplicaAddress {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    private final String url;

    ReplicaAddress(
            EmergencyConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.url = config.url().orElseGet(() -> "http://" + reachable(host) + ':' + port);
    }

    String url() {
        return url;
    }

    private static String reachable(String host) {
        try {
            String address =
                    EVERYWHERE.contains(host) ? InetAddress.getLocalHost().getHostAddress() : host;
            return address.indexOf(':') >= 0 && !address.startsWith("[") ? '[' + address + ']' : address;
        } catch (UnknownHostException nameless) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }
}
