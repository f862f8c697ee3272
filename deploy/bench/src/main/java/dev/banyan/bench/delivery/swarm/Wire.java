package dev.banyan.bench.delivery.swarm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A selector and the buffers that all connections of its thread share. */
final class Wire {
    private static final int CHUNK = 256 * 1024;
    /** A source address has about 28,000 ports of its own; fewer of them are taken here, so that some are left for others. */
    private static final int CONNECTIONS_PER_ADDRESS = 4_000;

    final Selector selector;
    final byte[] bytes = new byte[CHUNK];
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
    private int connections;

    Wire() {
        try {
            selector = Selector.open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    SelectionKey connect(int port, Readable who) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            int address = 2 + connections++ / CONNECTIONS_PER_ADDRESS % 250;
            channel.bind(new InetSocketAddress("127.0.0." + address, 0));
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            return channel.register(selector, SelectionKey.OP_CONNECT, who);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Reads into {@link #bytes}; −1 at the end. */
    int read(SelectionKey key) throws IOException {
        buffer.clear();
        int n = ((SocketChannel) key.channel()).read(buffer);
        if (n > 0) {
            buffer.flip().get(bytes, 0, n);
        }
        return n;
    }

    /** Requests are far smaller than a socket's buffer: one that does not fit at once means a broken connection. */
    static void write(SelectionKey key, byte[] request) throws IOException {
        if (((SocketChannel) key.channel()).write(ByteBuffer.wrap(request)) < request.length) {
            throw new IOException("a request did not fit into the socket's buffer");
        }
    }

    static void finishConnect(SelectionKey key) throws IOException {
        ((SocketChannel) key.channel()).finishConnect();
        key.interestOps(SelectionKey.OP_READ);
    }

    static void close(SelectionKey key) {
        if (key == null) {
            return;
        }
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException gone) {
            // It is gone, which is what was wanted.
        }
    }
}
