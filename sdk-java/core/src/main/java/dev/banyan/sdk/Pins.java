package dev.banyan.sdk;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Side;
import dev.banyan.sdk.internal.kit.Ascii;
import dev.banyan.sdk.internal.rules.PinSeal;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.Arrays;

/**
 * The decisions that travel with a request, so that all services it passes agree while a change is still spreading. One header
 * carries them, {@link #HEADER}, or one entry of the W3C baggage, {@link #BAGGAGE}; both have the same value:
 *
 * <pre>1:shop/production:1764000000:orders.get=new@42:stock.read=legacy@41:mHc2…</pre>
 *
 * <p>that is the form's version, the environment, when it was written in seconds since 1970, each pin with route, side and
 * revision, and a signature (the first 128 bits of HMAC-SHA-256) when the environment has a pinning secret. Without one, take
 * pins only from callers you would let choose the side: they can never lift a rollback nor start a route, but they choose
 * between the sides of a route that is moving.
 *
 * <p>Immutable and thread-safe. Obtained from {@link Banyan#accept} and {@link Banyan#pin}.
 */
public final class Pins {
    /** The header's name. */
    public static final String HEADER = "Banyan-Pin";
    /** The key of the entry in the W3C header {@code baggage}. */
    public static final String BAGGAGE = "banyan-pin";
    /** How many routes are pinned at most; what is added beyond is left out, so that headers stay small. */
    public static final int MOST = 16;

    private static final int MOST_DIGITS = 18;

    private final PinSeal seal;
    private final String[] routes;
    private final Side[] sides;
    private final long[] revisions;

    private Pins(PinSeal seal, String[] routes, Side[] sides, long[] revisions) {
        this.seal = seal;
        this.routes = routes;
        this.sides = sides;
        this.revisions = revisions;
    }

    static Pins none(PinSeal seal) {
        return new Pins(seal, new String[0], new Side[0], new long[0]);
    }

    /** What a header pins; nothing when there is none or it is refused, which the seal has then counted. */
    static Pins accepted(PinSeal seal, String header) {
        Pins pins = none(seal);
        for (String pin : seal.open(header)) {
            int equals = pin.indexOf('=');
            int at = pin.indexOf('@', equals + 1);
            Side side = at < 0 ? null : sideOf(pin.substring(equals + 1, at));
            long revision = at < 0 ? -1 : wholeNumber(pin.substring(at + 1));
            if (equals <= 0 || side == null || revision < 0) {
                seal.malformed();
                return none(seal);
            }
            pins = pins.with(pin.substring(0, equals), side, revision);
        }
        return pins;
    }

    /** These pins and one more; a route that was pinned before gets the new side. Null adds nothing. */
    public Pins with(Decision decision) {
        return decision == null ? this : with(decision.route(), decision.side(), decision.revision());
    }

    /** Whether nothing is pinned. */
    public boolean isEmpty() {
        return routes.length == 0;
    }

    /** The side that a route is pinned to; {@code null} when it is not. Allocates nothing. */
    public Side side(String route) {
        int index = index(route);
        return index < 0 ? null : sides[index];
    }

    /** The revision that decided about a route; 0 when it is not pinned. */
    public long revision(String route) {
        int index = index(route);
        return index < 0 ? 0 : revisions[index];
    }

    /** The value of {@link #HEADER}, signed now; empty when nothing is pinned or no ruleset is known. */
    public String toHeader() {
        if (isEmpty()) {
            return "";
        }
        StringBuilder pins = new StringBuilder();
        for (int i = 0; i < routes.length; i++) {
            pins.append(':').append(routes[i]).append('=').append(sides[i].key());
            pins.append('@').append(revisions[i]);
        }
        return seal.close(pins.toString());
    }

    /**
     * The value of the W3C header {@code baggage} with these pins in place of what it said about pins before.
     *
     * @param baggage what the request carries so far, or {@code null}
     */
    public String addTo(String baggage) {
        StringBuilder all = new StringBuilder();
        for (String entry : baggage == null ? new String[0] : baggage.split(",")) {
            if (!entry.trim().isEmpty() && !isOurs(entry)) {
                all.append(all.length() == 0 ? "" : ",").append(entry.trim());
            }
        }
        String header = toHeader();
        return header.isEmpty()
                ? all.toString()
                : all.append(all.length() == 0 ? "" : ",")
                        .append(BAGGAGE)
                        .append('=')
                        .append(header)
                        .toString();
    }

    /** Our entry's value without properties; null when the baggage has none. Propagators may have percent-encoded it. */
    static String fromBaggage(String baggage) {
        for (String entry : baggage == null ? new String[0] : baggage.split(",")) {
            if (isOurs(entry)) {
                return decoded(
                        entry.substring(entry.indexOf('=') + 1).split(";")[0].trim());
            }
        }
        return null;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), "UTF-8");
        } catch (UnsupportedEncodingException | IllegalArgumentException malformed) {
            return value;
        }
    }

    private static boolean isOurs(String entry) {
        int equals = entry.indexOf('=');
        return equals > 0 && entry.substring(0, equals).trim().equals(BAGGAGE);
    }

    private Pins with(String route, Side side, long revision) {
        int known = index(route);
        int index = known < 0 ? routes.length : known;
        if (index >= MOST || !PinSeal.pinnable(route)) {
            return this;
        }
        int count = Math.max(routes.length, index + 1);
        Pins more = new Pins(
                seal, Arrays.copyOf(routes, count), Arrays.copyOf(sides, count), Arrays.copyOf(revisions, count));
        more.routes[index] = route;
        more.sides[index] = side;
        more.revisions[index] = revision;
        return more;
    }

    private int index(String route) {
        for (int i = 0; i < routes.length; i++) {
            if (routes[i].equals(route)) {
                return i;
            }
        }
        return -1;
    }

    private static Side sideOf(String key) {
        return key.equals(Side.NEW.key()) ? Side.NEW : key.equals(Side.LEGACY.key()) ? Side.LEGACY : null;
    }

    private static long wholeNumber(String digits) {
        boolean number = !digits.isEmpty() && digits.length() <= MOST_DIGITS && Ascii.within(digits, '0', '9');
        return number ? Long.parseLong(digits) : -1;
    }

    /** Says what is pinned, never the signature. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("pins");
        for (int i = 0; i < routes.length; i++) {
            text.append(' ').append(routes[i]).append('=').append(sides[i].key());
        }
        return text.toString();
    }
}
