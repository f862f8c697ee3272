package dev.banyan.sdk.servlet;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.sdk.Pins;
import dev.banyan.sdk.RouteHandle;
import jakarta.servlet.ServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What the filter found out about a request: who it is for, which route it belongs to, which side serves it, and what is pinned. Lives
 * as long as the request; thread-safe, also for the threads of an asynchronous one.
 */
public final class BanyanRequest {
    private static final String ATTRIBUTE = BanyanRequest.class.getName();
    private static final String BAGGAGE = "baggage";

    private final Context context;
    private final RouteHandle route;
    private final String baggage;
    private final Map<String, Decision> made = new HashMap<>();
    private volatile Decision decision;
    private Pins pins;

    BanyanRequest(Context context, Pins accepted, String baggage, RouteHandle route) {
        this.context = context;
        this.pins = accepted;
        this.baggage = baggage;
        this.route = route;
        this.decision = route == null ? null : decide(route);
    }

    /** The one of a request. Never null: without the filter it is anonymous, belongs to no route and pins nothing. */
    public static BanyanRequest of(ServletRequest request) {
        Object found = request.getAttribute(ATTRIBUTE);
        return found instanceof BanyanRequest
                ? (BanyanRequest) found
                : new BanyanRequest(Context.anonymous(), null, null, null);
    }

    static boolean isIn(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof BanyanRequest;
    }

    void putInto(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Who the request is for. */
    public Context context() {
        return context;
    }

    /** The route that method and path belong to. */
    public Optional<RouteHandle> route() {
        return Optional.ofNullable(route);
    }

    /** The decision about {@link #route()}; legacy when the request could not be forwarded and fell back to it. */
    public Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }

    /** Whether the new side serves; false for a request without a route. */
    public boolean isNew() {
        Decision current = decision;
        return current != null && current.isNew();
    }

    /**
     * Decides about any route for this request, following what is pinned, and pins the outcome. Asked again, also about
     * {@link #route()}, it gives the same decision with the reason that it had, until a rollback, an override or a breaker is stronger.
     * Never throws.
     */
    public synchronized Decision decide(RouteHandle other) {
        Decision before = made.get(other.key());
        Decision now = other.decide(context, pins);
        return isOwnPin(before, now) ? before : noted(now);
    }

    /** The pin that was followed is our own: it is no reason. */
    private static boolean isOwnPin(Decision before, Decision now) {
        return before != null && now.reason() == Reason.PINNED && now.stage() == before.stage();
    }

    private Decision noted(Decision now) {
        made.put(now.route(), now);
        pins = pins == null ? null : pins.with(now);
        return now;
    }

    /** What serves in the end, where that is not what was decided. */
    synchronized void replace(Decision actual) {
        decision = noted(actual);
    }

    /** The value of {@link Pins#HEADER} for the next services; empty when nothing is pinned. */
    public synchronized String pinHeader() {
        return pins == null ? "" : pins.toHeader();
    }

    /** The value of the header {@code baggage} for the next services: what came in, and the pins; may be empty. */
    public synchronized String baggage() {
        return pins == null ? "" : pins.addTo(baggage);
    }

    /**
     * Passes the pins on with a call to another service, as {@link Pins#HEADER} and in {@code baggage}.
     *
     * <pre>{@code
     * BanyanRequest.of(request).passOn(connection::setRequestProperty);
     * }</pre>
     *
     * @param headers sets a header of the outgoing call, in place of one that it has already
     */
    public void passOn(BiConsumer<String, String> headers) {
        set(headers, Pins.HEADER, pinHeader());
        set(headers, BAGGAGE, baggage());
    }

    private static void set(BiConsumer<String, String> headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.accept(name, value);
        }
    }
}
