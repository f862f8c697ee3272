package dev.banyan.bench.delivery.load;

import dev.banyan.bench.delivery.http.Answers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept-alive connection that asks again as soon as it has its answer. */
final class LoadConnection {
    private final Answers answers = new Answers();
    private final ByteBuffer request;
    private final SocketChannel channel;
    private long askedNanos;

    LoadConnection(Selector selector, int port, byte[] request) throws IOException {
        this.request = ByteBuffer.wrap(request);
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    void ask() throws IOException {
        request.rewind();
        askedNanos = System.nanoTime();
        channel.write(request);
        if (request.hasRemaining()) {
            throw new IOException("a request did not fit into the socket's buffer");
        }
    }

    /** Takes what there is; true when the answer is complete. */
    boolean read(ByteBuffer buffer, byte[] bytes) throws IOException {
        buffer.clear();
        int n = channel.read(buffer);
        if (n < 0) {
            throw new IOException("the server closed a kept-alive connection");
        }
        buffer.flip().get(bytes, 0, n);
        return answers.feed(bytes, n);
    }

    Answers answers() {
        return answers;
    }

    long nanosSinceAsked() {
        return System.nanoTime() - askedNanos;
    }

    void close() throws IOException {
        channel.close();
    }
}
