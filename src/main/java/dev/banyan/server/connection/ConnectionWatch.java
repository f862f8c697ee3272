package dev.banyan.server.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

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
