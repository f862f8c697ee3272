package dev.banyan.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A client that is never done with its request, or with the answer. One thread uses it. */
final class SlowConnection {

    /** Of which it says one more byte each time. */
    enum Kind {
        SAYS_NOTHING(""),
        HALF_A_HEADER("GET /q/health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "),
        MESSAGE_OF_A_REPLICA(body("/replica/v1/emergencies", "")),
        SIGN_IN(body("/sign-in", "").replace("application/json", "application/x-www-form-urlencoded")),
        TOKEN(body("/api/v1/tokens", "")),
        /** With a key that is good. */
        TELEMETRY(body("/sdk/v1/telemetry", "Authorization: Bearer %s\r\n")),
        READS_NOTHING("GET /q/openapi HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        private static String body(String path, String more) {
            return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + more
                    + "Content-Length: 100000\r\n\r\n{";
        }
    }

    private static final byte DROP = 'x';
    private static final int SMALL = 4_096;

    private final Kind kind;
    private final InetSocketAddress server;
    private final byte[] words;
    private final ByteBuffer answer = ByteBuffer.allocate(1_024);
    private SocketChannel channel;

    SlowConnection(Kind kind, int port, String sdkKey) {
        this.kind = kind;
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.words = kind.words.replace("%s", sdkKey).getBytes(StandardCharsets.US_ASCII);
    }

    /** Never waits. One that the server has ended begins anew at once. */
    void goOn() {
        try {
            if (channel != null && channel.isConnected() && hasEnded()) {
                close();
            }
        } catch (IOException ended) {
            close();
        }
        if (channel == null) {
            beginOrWait();
        }
    }

    /** Where the server takes nobody at the moment, until the next time. */
    private void beginOrWait() {
        try {
            begin();
        } catch (IOException refused) {
            close();
        }
    }

    boolean isOpen() {
        return channel != null && channel.isConnected();
    }

    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException gone) {
            // As it should be.
        }
        channel = null;
    }

    private void begin() throws IOException {
        channel = SocketChannel.open();
        // So that what is not read stays with the server instead of between the two.
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL);
        channel.connect(server);
        channel.configureBlocking(false);
        channel.write(ByteBuffer.wrap(words));
    }

    private boolean hasEnded() throws IOException {
        if (kind == Kind.READS_NOTHING) {
            return false;
        }
        if (kind != Kind.SAYS_NOTHING) {
            channel.write(ByteBuffer.wrap(new byte[] {DROP}));
        }
        answer.clear();
        return channel.read(answer) < 0;
    }
}
