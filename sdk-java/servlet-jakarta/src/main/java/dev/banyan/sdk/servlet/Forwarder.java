package dev.banyan.sdk.servlet;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.RouteHandle;
import dev.banyan.sdk.internal.kit.LogSink;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has the new service answer what was decided new. A request is sent at most once. What becomes of it:
 *
 * <ul>
 *   <li>it cannot be sent (no connection, a path that had better not travel): 502, or legacy for a read where that is allowed
 *   <li>it has come round in a circle: 508
 *   <li>its body is too long: 413
 *   <li>sent, but no answer in time: 504; none that can be understood: 502
 *   <li>the answer breaks off: so does the one to the caller
 * </ul>
 */
final class Forwarder {
    private static final LogSink LOG = LogSink.find("dev.banyan.sdk.servlet", Forwarder.class.getClassLoader());
    private static final long LOG_INTERVAL_NANOS = 10_000_000_000L;
    /** More than services in a row that forward to each other on purpose. */
    private static final int MOST_HOPS = 8;

    private final Forwarding settings;
    private final String me = UUID.randomUUID().toString();
    private final AtomicLong loggedNanos = new AtomicLong(System.nanoTime() - LOG_INTERVAL_NANOS);

    Forwarder(Forwarding settings) {
        this.settings = settings;
    }

    /** Whether the request has been answered; if not, it is the application's. */
    boolean serves(HttpServletRequest request, HttpServletResponse response, BanyanRequest known) throws IOException {
        RouteHandle route = known.route().get();
        if (!known.isNew() || !settings.includes(route.key())) {
            return false;
        }
        if (isCircle(request)) {
            return refuse(response, 508, "This request has been forwarded in a circle.");
        }
        if (request.getContentLengthLong() > settings.mostBodyBytes) {
            return refuse(response, 413, "The body is too large to be forwarded.");
        }
        long started = System.nanoTime();
        String line = ForwardedHead.line(request);
        try (Upstream upstream = connect(line)) {
            exchange(upstream, line, request, response, known);
            return true;
        } catch (Unreachable unreachable) {
            log(route, unreachable);
            return !fellBack(request, known, started) && refuse(response, 502, "The service could not be reached.");
        }
    }

    private Upstream connect(String line) throws Unreachable {
        if (line == null) {
            throw new Unreachable(new ProtocolException("method or path is not forwarded"));
        }
        try {
            return Upstream.connect(settings);
        } catch (IOException | RuntimeException e) {
            throw new Unreachable(e);
        }
    }

    private void exchange(
            Upstream upstream,
            String line,
            HttpServletRequest request,
            HttpServletResponse response,
            BanyanRequest known)
            throws IOException {
        try {
            send(upstream, line, request, known);
            UpstreamHead head = upstream.receive();
            boolean hasBody = head.hasBody(request.getMethod());
            head.length();
            head.copyTo(response);
            if (hasBody) {
                upstream.copyBody(head, response.getOutputStream());
            }
            response.flushBuffer();
        } catch (IOException e) {
            log(known.route().get(), e);
            if (response.isCommitted()) {
                throw e;
            }
            response.reset();
            failed(response, e);
        }
    }

    private void send(Upstream upstream, String line, HttpServletRequest request, BanyanRequest known)
            throws IOException {
        long length = request.getContentLengthLong();
        String method = request.getMethod();
        boolean reads = method.equals("GET") || method.equals("HEAD");
        // HTTP/2 has bodies that say nothing of themselves.
        boolean chunked = length < 0
                && (request.getHeader("Transfer-Encoding") != null
                        || !reads && request.getProtocol().startsWith("HTTP/2"));
        String framing = chunked
                ? "Transfer-Encoding: chunked\r\n"
                : length >= 0 || !reads ? "Content-Length: " + Math.max(0, length) + "\r\n" : "";
        upstream.send(ForwardedHead.of(request, line, settings.target, known, framing, me));
        if (chunked || length > 0) {
            upstream.sendBody(request.getInputStream(), chunked ? -1 : length, settings.mostBodyBytes);
        }
    }

    private static void failed(HttpServletResponse response, IOException e) throws IOException {
        if (e instanceof Upstream.BodyTooLarge) {
            refuse(response, 413, "The body is too large to be forwarded.");
        } else if (e instanceof SocketTimeoutException) {
            refuse(response, 504, "The service did not answer in time.");
        } else {
            refuse(response, 502, "The service did not answer.");
        }
    }

    /** A read may be served by legacy after all; what is left of the request then sees legacy. */
    private boolean fellBack(HttpServletRequest request, BanyanRequest known, long started) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads || !settings.readsFallBack) {
            return false;
        }
        Decision decided = known.decision().get();
        Measurement.attempt(known.route().get(), decided, Side.NEW, started);
        known.replace(decided.at(Stage.OFF, Reason.ERROR));
        return true;
    }

    private boolean isCircle(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        for (String value : Collections.list(request.getHeaders(ForwardedHead.FORWARDED_BY))) {
            Collections.addAll(hops, value.split(",\\s*"));
        }
        return hops.size() >= MOST_HOPS || hops.contains(me);
    }

    private static boolean refuse(HttpServletResponse response, int status, String why) throws IOException {
        byte[] body = why.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        return true;
    }

    /** Every failure is counted; a line now and then says why. */
    private void log(RouteHandle route, Exception e) {
        long now = System.nanoTime();
        long last = loggedNanos.get();
        if (now - last >= LOG_INTERVAL_NANOS && loggedNanos.compareAndSet(last, now)) {
            LOG.warn("Could not forward " + route + " to " + settings.target + ": " + e);
        }
    }

    /** Nothing of the request has been sent. */
    private static final class Unreachable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreachable(Exception cause) {
            super(cause.toString(), cause);
        }
    }
}
