package dev.banyan.sdk;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import dev.banyan.sdk.internal.RouteKeys;
import java.util.Objects;

/**
 * A decision that travels with a request, so that all services it passes agree while a change is still spreading. On the
 * wire one HTTP header, {@link #HEADER}{@code : orders.get=new@42}: route, side, revision.
 *
 * <p>A pin is not signed: take it only from callers you would let choose the side. It can never lift a rollback, nor
 * reach a side that no rollout of the route leads to. Immutable.
 */
public final class Pin {
    /** The header's name. */
    public static final String HEADER = "Banyan-Pin";

    private static final int MOST_CHARACTERS = 128;
    private static final int MOST_DIGITS = 18;
    private static final Pin NONE = new Pin("", null, 0, "");
    private static final Pin MALFORMED = new Pin("", null, 0, "");

    private final String route;
    private final Side side;
    private final long revision;
    private final String header;

    private Pin(String route, Side side, long revision, String header) {
        this.route = route;
        this.side = side;
        this.revision = revision;
        this.header = header;
    }

    /** The pin that makes others decide as {@code decision} did; one without effect for {@code null}. */
    public static Pin of(Decision decision) {
        if (decision == null) {
            return NONE;
        }
        String header = decision.route() + '=' + decision.side().key() + '@' + decision.revision();
        return new Pin(decision.route(), decision.side(), decision.revision(), header);
    }

    /**
     * Reads a header. Never throws: a missing header ({@code null} or blank) gives a pin without effect, and so does a
     * malformed one, which is counted in {@link Counters#malformedPins()} where it is used.
     */
    public static Pin parse(String header) {
        String text = header == null ? "" : header.trim();
        if (text.isEmpty()) {
            return NONE;
        }
        int equals = text.indexOf('=');
        int at = text.indexOf('@', equals + 1);
        boolean shaped = text.length() <= MOST_CHARACTERS && equals > 0 && at > 0;
        return shaped ? parse(text, equals, at) : MALFORMED;
    }

    private static Pin parse(String text, int equals, int at) {
        String route = text.substring(0, equals);
        Side side = sideOf(text.substring(equals + 1, at));
        String digits = text.substring(at + 1);
        boolean number = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (side == null || !number || !RouteKeys.valid(route)) {
            return MALFORMED;
        }
        return new Pin(route, side, Long.parseLong(digits), text);
    }

    private static Side sideOf(String key) {
        if (key.equals(Side.NEW.key())) {
            return Side.NEW;
        }
        return key.equals(Side.LEGACY.key()) ? Side.LEGACY : null;
    }

    /** Whether this pin says anything; a missing or malformed header does not. */
    public boolean isPresent() {
        return side != null;
    }

    boolean isMalformed() {
        return this == MALFORMED;
    }

    /** The route that it is about; empty when it says nothing. */
    public String route() {
        return route;
    }

    /** The side that was decided; {@code null} when it says nothing. */
    public Side side() {
        return side;
    }

    /** The revision that decided; 0 when it says nothing. */
    public long revision() {
        return revision;
    }

    /** The header's value; empty when it says nothing. */
    public String toHeader() {
        return header;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Pin && isPresent() && header.equals(((Pin) other).header);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(header);
    }

    @Override
    public String toString() {
        return isPresent() ? header : isMalformed() ? "malformed pin" : "no pin";
    }
}
