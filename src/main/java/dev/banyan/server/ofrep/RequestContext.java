package dev.banyan.server.ofrep;

import dev.banyan.evaluation.Context;
import dev.banyan.wire.Json;
import dev.banyan.wire.RulesetException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The evaluation context of a request. Objects within it are flattened with dots, so that {@code {"user": {"country": "DE"}}} is the
 * attribute {@code user.country}; lists and nulls are not seen, because no condition can ask for them. Whatever else a request says is
 * ignored: the protocol grows.
 */
final class RequestContext {

    /** Far more than a context has reason to be; it is read on an event loop. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int FINGERPRINT_BYTES = 16;

    private final SortedMap<String, Object> attributes;

    private RequestContext(SortedMap<String, Object> attributes) {
        this.attributes = attributes;
    }

    /** @param body JSON; without any it is the anonymous context, because the protocol does not require a body */
    static RequestContext read(byte[] body) {
        if (body == null || body.length == 0) {
            return of(Map.of());
        }
        if (body.length > MAX_BYTES) {
            throw Refusal.unreadable("The body is larger than " + MAX_BYTES + " bytes.");
        }
        try {
            if (Json.read(body) instanceof Map<?, ?> request) {
                return of(request.get("context"));
            }
            throw Refusal.unreadable("The body is not a JSON object.");
        } catch (RulesetException malformed) {
            throw Refusal.unreadable("The body is not JSON: " + malformed.getMessage() + ".");
        }
    }

    private static RequestContext of(Object context) {
        SortedMap<String, Object> attributes = new TreeMap<>();
        if (context instanceof Map<?, ?> object) {
            requireText(object.get(Context.TARGETING_KEY));
            flatten("", object, attributes);
        } else if (context != null) {
            throw Refusal.invalidContext("context must be an object.");
        }
        return new RequestContext(attributes);
    }

    /** Turning a number into text would put it into a bucket that no other implementation agrees on. */
    private static void requireText(Object targetingKey) {
        if (targetingKey != null && !(targetingKey instanceof String)) {
            throw Refusal.invalidContext("targetingKey must be a string.");
        }
    }

    private static void flatten(String prefix, Map<?, ?> object, SortedMap<String, Object> into) {
        object.forEach((name, value) -> {
            String path = prefix + name;
            if (value instanceof Map<?, ?> inner) {
                flatten(path + ".", inner, into);
            } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                // A name that was written with its dots is the more explicit one.
                into.merge(path, value, (old, other) -> prefix.isEmpty() ? other : old);
            }
        });
    }

    Context context() {
        Context.Builder context = Context.builder(null);
        attributes.forEach(context::set);
        return context.build();
    }

    /** The same for the same attributes in any order, and for no others. */
    String fingerprint() {
        MessageDigest digest = sha256();
        attributes.forEach((name, value) -> {
            add(digest, name);
            add(digest, value.getClass().getSimpleName());
            add(digest, value.toString());
        });
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), FINGERPRINT_BYTES));
    }

    /** Each text ends with a byte that UTF-8 does not have, so that no two lists of texts run together to the same bytes. */
    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0xFF);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
