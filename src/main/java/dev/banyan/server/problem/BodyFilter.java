package dev.banyan.server.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes in every body before anybody works for it: on the event loop, in good time and up to a limit. Whoever reads a body afterwards has it
 * in memory, so that no thread ever waits for a sender.
 */
@ApplicationScoped
public class BodyFilter {
    private static final Logger LOG = Logger.getLogger(BodyFilter.class);

    /** Before whatever looks at a request, and before the HTTP layer's own check. */
    private static final int FIRST = 1_000;

    /** Nothing is kept of those who may not send it: who somebody is has been found out at 200, and what they may at 100. */
    private static final int ADMITTED = 50;

    private final long limit;
    private final long limitOfStrangers;
    private final BodyPace pace;
    private final IncomingBodies all;
    private final Vertx vertx;

    BodyFilter(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit,
            BodyConfig config,
            Vertx vertx) {
        this.limit = limit.asLongValue();
        this.limitOfStrangers = config.ofStrangers().asLongValue();
        this.pace =
                new BodyPace(config.deadline(), config.patience(), config.rate().asLongValue());
        this.all = new IncomingBodies(config.memory().asLongValue());
        this.vertx = vertx;
    }

    void register(@Observes Filters filters) {
        filters.register(this::measure, FIRST);
        filters.register(this::takeIn, ADMITTED);
    }

    /** Of a request that is about to be refused. It fails with a {@link Problem}, or because its sender has gone. */
    public Future<Buffer> read(HttpServerRequest request) {
        return read(request, limitOfStrangers);
    }

    private Future<Buffer> read(HttpServerRequest request, long atMost) {
        return new IncomingBody(request, atMost, pace, all, vertx.getOrCreateContext()).read();
    }

    private void measure(RoutingContext http) {
        if (announced(http.request()) <= limit) {
            http.next();
        } else {
            refuse(http, Problem.tooLarge());
        }
    }

    private void takeIn(RoutingContext http) {
        if (!hasBody(http.request())) {
            http.next();
            return;
        }
        read(http.request(), isStranger(http) ? limitOfStrangers : limit)
                .onSuccess(body -> {
                    ((RoutingContextInternal) http).setBody(body);
                    http.next();
                })
                .onFailure(failed -> refuse(http, failed));
    }

    private static boolean isStranger(RoutingContext http) {
        return !(http.user() instanceof QuarkusHttpUser user)
                || user.getSecurityIdentity().isAnonymous();
    }

    /** What is still on its way is not worth reading. */
    private static void refuse(RoutingContext http, Throwable failed) {
        if (http.response().closed()) {
            // Nobody reads the answer, and nothing is wrong with us.
            LOG.debugf("A client hung up in the middle of its body: %s", failed);
            return;
        }
        if (http.request().version() != HttpVersion.HTTP_2) {
            http.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        http.fail(failed);
    }

    /** A body of HTTP/2 whose length is not announced cannot be told from none; whoever reads it buffers it on the event loop as well. */
    private static boolean hasBody(HttpServerRequest request) {
        return !request.isEnded()
                && (announced(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
    }

    static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
