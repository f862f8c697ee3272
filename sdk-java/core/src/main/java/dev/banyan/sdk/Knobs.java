package dev.banyan.sdk;

import dev.banyan.sdk.internal.Ascii;
import java.net.MalformedURLException;
import java.net.URL;

/** Checks the builder's knobs; each refusal names the knob, the value (never a secret one) and what to do. */
final class Knobs {
    private static final String KEY_PREFIX = "bny_sdk_";

    private Knobs() {}

    static IllegalArgumentException refuse(String knob, String problem, String remedy) {
        return new IllegalArgumentException("Banyan: " + knob + " " + problem + "; " + remedy);
    }

    static String url(String value) {
        String remedy = "set it to the control plane's address, such as https://banyan.example";
        if (value == null) {
            throw refuse("url", "is missing", remedy);
        }
        try {
            URL url = new URL(value);
            boolean http = url.getProtocol().equals("http") || url.getProtocol().equals("https");
            boolean bare = url.getQuery() == null && url.getRef() == null && url.getUserInfo() == null;
            if (!http || !bare || url.getHost().isEmpty()) {
                throw refuse("url", "is not a plain http or https address", remedy);
            }
        } catch (MalformedURLException e) {
            throw refuse("url", "cannot be read", remedy);
        }
        int end = value.length();
        while (value.charAt(end - 1) == '/') {
            end--;
        }
        return value.substring(0, end);
    }

    /** Checks the form only, loosely: a server of another release may make keys a little different. */
    static String sdkKey(String value) {
        boolean formed = value != null && value.startsWith(KEY_PREFIX) && value.length() <= 128 && visible(value);
        if (!formed) {
            throw refuse(
                    "sdkKey",
                    value == null ? "is missing" : "is not an SDK key",
                    "make one in the control plane for this environment, it starts with " + KEY_PREFIX);
        }
        return value;
    }

    static String required(String knob, String value, String remedy) {
        if (value == null || value.trim().isEmpty()) {
            throw refuse(knob, "is missing", remedy);
        }
        return header(knob, value.trim());
    }

    /** A text that is sent in a header; empty when it is not given. */
    static String header(String knob, String value) {
        String text = value == null ? "" : value;
        if (text.length() > 128 || !Ascii.within(text, ' ', '~')) {
            throw refuse(knob, "is too long or has other characters than ASCII", "use at most 128 printable ones");
        }
        return text;
    }

    static String instance(String value) {
        if (value.isEmpty() || value.length() > 64 || !Ascii.name(value).equals(value)) {
            throw refuse("instance", "is not usable as a name", "use 1 to 64 of A-Z a-z 0-9 . _ -");
        }
        return value;
    }

    private static boolean visible(String text) {
        return Ascii.within(text, '!', '~');
    }
}
