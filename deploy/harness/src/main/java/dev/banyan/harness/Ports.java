package dev.banyan.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine's loopback address. */
public final class Ports {

    private static final int ATTEMPTS = 200;

    private Ports() {}

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** The usual port, or any free one when somebody else has it. */
    public static int usualOrFree(int usual) {
        return isFree(usual) ? usual : free();
    }

    /**
     * Below the range of outgoing connections: there nobody's connection takes it while its server is down, and a client
     * that knocks meanwhile cannot end up connected to itself.
     */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new RunFailure("This machine has no free port between 20000 and 30000: end what uses them.");
    }
}
