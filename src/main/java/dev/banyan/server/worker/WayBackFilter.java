package dev.banyan.server.worker;

import io.smallrye.common.annotation.Identifier;
import jakarta.ws.rs.Priorities;
import java.util.concurrent.Executor;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Takes a request on the way back to its own threads. The REST layer goes on where a request is, and so leaves it there. */
class WayBackFilter {
    private final Executor threads;

    WayBackFilter(@Identifier(WayBack.THREADS) Executor threads) {
        this.threads = threads;
    }

    @WayBack
    @ServerRequestFilter(nonBlocking = true, priority = Priorities.AUTHENTICATION - 500)
    public void moveOver(ResteasyReactiveContainerRequestContext request) {
        var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        context.suspend();
        context.resume(threads);
    }
}
