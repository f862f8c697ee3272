package dev.banyan.server.delivery;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends a connection at once. Closing it as usual would wait until its client has read what is on its way, which may be never. */
public final class CutOff {
    private CutOff() {}

    /** To be called on the connection's event loop. */
    public static void connectionOf(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            // Past Vert.x' own handler, which would wait as well.
            connection.channel().pipeline().firstContext().close();
        } else {
            request.connection().close();
        }
    }
}
