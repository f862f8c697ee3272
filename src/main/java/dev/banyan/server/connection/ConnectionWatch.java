package dev.banyan.server.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ServerChannel;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sees every connection as it is accepted, before anything is known of who it is. Found by Netty where the system property below says so, which
 * {@code Main} sets.
 */
public final class ConnectionWatch extends ChannelInitializerExtension {
    /** @see io.netty.bootstrap.ChannelInitializerExtension#EXTENSIONS_SYSTEM_PROPERTY */
    public static final String PROPERTY = EXTENSIONS_SYSTEM_PROPERTY;

    public static final String PROPERTY_VALUE = "serviceload";

    private static final OpenConnections CONNECTIONS = connections();

    private static OpenConnections connections() {
        OpenConnections[] all = new OpenConnections[1];
        FileLimit limit = new FileLimit(() -> all[0].count());
        all[0] = new OpenConnections(System::nanoTime, limit::mostConnections);
        return all[0];
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        OpenConnection connection = CONNECTIONS.opened(channel::close);
        channel.closeFuture().addListener(closed -> CONNECTIONS.closed(connection));
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
            connection.answered();
            context.write(message, promise);
        }
    }
}
