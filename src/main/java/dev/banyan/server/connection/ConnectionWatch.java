package dev.banyan.server.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.channel.ServerChannel;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sees every connection as it is accepted, before anything is known of who it is. Found by Netty where the system property below says so, which
 * {@code Main} sets.
 */
public final class ConnectionWatch extends ChannelInitializerExtension {
    /** @see io.netty.bootstrap.ChannelInitializerExtension#EXTENSIONS_SYSTEM_PROPERTY */
    public static final String PROPERTY = EXTENSIONS_SYSTEM_PROPERTY;

    public static final String PROPERTY_VALUE = "serviceload";

    private static final AttributeKey<OpenConnection> CONNECTION = AttributeKey.valueOf(OpenConnection.class, "of");
    private static final OpenConnections CONNECTIONS = create();

    static OpenConnections connections() {
        return CONNECTIONS;
    }

    /** Empty where connections are not watched, which is decided before the first is accepted. */
    static Optional<OpenConnection> of(Channel channel) {
        return Optional.ofNullable(channel.attr(CONNECTION).get());
    }

    private final OpenConnections connections;

    /** For Netty. */
    public ConnectionWatch() {
        this(CONNECTIONS);
    }

    ConnectionWatch(OpenConnections connections) {
        this.connections = connections;
    }

    private static OpenConnections create() {
        OpenConnections[] all = new OpenConnections[1];
        FileLimit limit = new FileLimit(() -> all[0].count());
        all[0] = new OpenConnections(System::nanoTime, limit::mostConnections);
        return all[0];
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        OpenConnection connection = connections.opened(new ChannelLine(channel));
        channel.attr(CONNECTION).set(connection);
        channel.closeFuture().addListener(closed -> connections.closed(connection));
        channel.pipeline().addFirst(new Words(connection));
    }

    @Override
    public void postInitializeServerListenerChannel(ServerChannel channel) {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext context) {
                // By now what accepts is there, and has to hear of it first: it takes a break then.
                context.pipeline().addLast(new Refused());
                context.fireChannelActive();
            }
        });
    }

    /** A crowd can come faster than others are closed for it. Who waits in the queue of the system is taken a second later. */
    private static final class Refused extends ChannelInboundHandlerAdapter {
        private static final Logger LOG = Logger.getLogger(ConnectionWatch.class);
        private static final long SELDOM = Duration.ofMinutes(1).toNanos();

        private long saidAt = System.nanoTime() - SELDOM;

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failed) {
            if (System.nanoTime() - saidAt >= SELDOM) {
                saidAt = System.nanoTime();
                LOG.warnf("New connections wait for a second: %s", failed.getMessage());
            }
        }
    }

    private record ChannelLine(Channel channel) implements Line {
        @Override
        public void close() {
            if (channel.isRegistered()) {
                channel.eventLoop().execute(this::cutOff);
            } else {
                channel.close();
            }
        }

        /** Past all handlers, some of which would wait until everything is read. One that is closed has none left. */
        private void cutOff() {
            ChannelHandlerContext first = channel.pipeline().firstContext();
            if (first != null) {
                first.close();
            }
        }

        @Override
        public long unread() {
            ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
            return waiting == null ? 0 : waiting.totalPendingWriteBytes();
        }

        @Override
        public InetAddress address() {
            return channel.remoteAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
        }
    }

    private static final class Words extends ChannelDuplexHandler {
        private final OpenConnection connection;

        Words(OpenConnection connection) {
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            connection.asked();
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            connection.answered(size(message));
            context.write(message, promise);
        }

        private static long size(Object message) {
            if (message instanceof ByteBuf bytes) {
                return bytes.readableBytes();
            }
            return message instanceof FileRegion file ? file.count() : 0;
        }
    }
}
