package dev.banyan.sdk.internal.rules;

import dev.banyan.evaluation.PinningSettings;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.RouteKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and checks the outside of pins: environment, time, signature. Refused are pins of another environment, older than the
 * environment's limit or more than a minute ahead, and, when there is a secret, those not signed with one of its secrets.
 * Thread-safe.
 */
public final class PinSeal {
    private static final String FORM = "1";
    private static final int MOST_CHARACTERS = 2_048;
    private static final int LEAST_PARTS = 4;
    private static final int SIGNATURE_BYTES = 16;
    private static final long MOST_AHEAD_SECONDS = 60;

    private final RulesetStore store;
    private final Platform platform;
    private final Faults faults;

    public PinSeal(RulesetStore store, Platform platform, Faults faults) {
        this.store = store;
        this.platform = platform;
        this.faults = faults;
    }

    /** Whether a route may be named in a header. */
    public static boolean pinnable(String route) {
        return RouteKeys.valid(route);
    }

    /** Counts a header whose pins cannot be read. */
    public void malformed() {
        faults.pinMalformed();
    }

    /** The pins between environment and signature, each as {@code route=side@revision}; none when the header is refused. */
    public List<String> open(String header) {
        String text = header == null ? "" : header.trim();
        Ruleset ruleset = store.current().ruleset();
        if (text.isEmpty() || ruleset == null) {
            return Collections.emptyList();
        }
        String[] parts = text.split(":", -1);
        boolean signed = parts[parts.length - 1].indexOf('=') < 0;
        int end = signed ? parts.length - 1 : parts.length;
        if (text.length() > MOST_CHARACTERS || end < LEAST_PARTS || !parts[0].equals(FORM)) {
            malformed();
            return Collections.emptyList();
        }
        String refusal = refusal(ruleset, parts, signed ? text.substring(0, text.lastIndexOf(':')) : null);
        if (refusal != null) {
            faults.pinRefused(refusal);
            return Collections.emptyList();
        }
        return Arrays.asList(parts).subList(LEAST_PARTS - 1, end);
    }

    /** The header for pins, each with a colon before it; empty while no environment is known. */
    public String close(String pins) {
        Ruleset ruleset = store.current().ruleset();
        if (ruleset == null || !ruleset.pinning().allowsPins()) {
            return "";
        }
        String content = FORM + ':' + environment(ruleset) + ':' + platform.wallMillis() / 1_000 + pins;
        List<String> secrets = ruleset.pinning().secrets();
        return secrets.isEmpty() ? content : content + ':' + signature(secrets.get(0), content);
    }

    private String refusal(Ruleset ruleset, String[] parts, String signedContent) {
        PinningSettings pinning = ruleset.pinning();
        if (!parts[1].equals(environment(ruleset))) {
            return "it is of another environment";
        }
        if (!pinning.allowsPins()) {
            return "this release does not understand how the environment's pins are signed";
        }
        if (!isInTime(parts[2], pinning.maxAgeSeconds())) {
            return "it is too old, or from the future";
        }
        if (!pinning.secrets().isEmpty() && !isGenuine(pinning.secrets(), signedContent, parts[parts.length - 1])) {
            return "it is not signed with the environment's secret";
        }
        return null;
    }

    private boolean isInTime(String seconds, int mostSeconds) {
        try {
            long age = platform.wallMillis() / 1_000 - Long.parseLong(seconds);
            return age <= mostSeconds && age >= -MOST_AHEAD_SECONDS;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isGenuine(List<String> secrets, String content, String signature) {
        boolean genuine = false;
        for (String secret : content == null ? Collections.<String>emptyList() : secrets) {
            // All of them, and in constant time: how long it takes tells a forger nothing.
            genuine |= MessageDigest.isEqual(bytes(signature(secret, content)), bytes(signature));
        }
        return genuine;
    }

    private static String environment(Ruleset ruleset) {
        return ruleset.project() + '/' + ruleset.environment();
    }

    private static String signature(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
            byte[] hash = Arrays.copyOf(mac.doFinal(bytes(content)), SIGNATURE_BYTES);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
