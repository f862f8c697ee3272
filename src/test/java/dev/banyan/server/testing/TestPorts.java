package dev.banyan.server.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports below the range of outgoing connections: there nobody's connection takes one while its server is down or not up yet, and a client
 * that knocks meanwhile cannot end up connected to itself.
 */
public final class TestPorts {
    private static final int ATTEMPTS = 200;

    private TestPorts() {}

    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Another one will be free.
            }
        }
        throw new IllegalStateException("There is no free port between 20000 and 30000: end what uses them.");
    }
}
