package dev.banyan.server.delivery.stream;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends an exchange at once. Closing its connection as usual would wait until its client has read what is on its way, which may be never. Other
 * exchanges on a connection of HTTP/2 go on.
 */
final class CutOff {
    private CutOff() {}

    /** To be called on the event loop. What has ended already stays so. */
    static void of(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else if (request.connection() instanceof ConnectionBase connection) {
            // Past Vert.x' own handler, which would wait as well. A connection that is closed has none left.
            ChannelHandlerContext first = connection.channel().pipeline().firstContext();
            if (first != null) {
                first.close();
            }
        } else {
            request.connection().close();
        }
    }
}
