package dev.banyan.sdk;

import dev.banyan.sdk.internal.kit.Ascii;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;

/** Checks the builder's knobs; each refusal names the knob, the value (never a secret one) and what to do. */
final class Knobs {
    private static final String KEY_PREFIX = "bny_sdk_";
    private static final int HIGHEST_PORT = 65_535;

    private Knobs() {}

    static IllegalArgumentException refuse(String knob, String problem, String remedy) {
        return new IllegalArgumentException("Banyan: " + knob + " " + problem + "; " + remedy);
    }

    static String url(String value) {
        String remedy = "set it to the control plane's address, such as https://banyan.example";
        if (value == null) {
            throw refuse("url", "is missing", remedy);
        }
        if (!visible(value)) {
            throw refuse("url", "has blanks, line ends or other characters than ASCII in it", remedy);
        }
        try {
            URL url = new URL(value);
            // Looks at each character; a host with an underscore, which is none for it, is no reason to refuse.
            url.toURI();
            requireAddress(url, remedy);
        } catch (MalformedURLException | URISyntaxException e) {
            throw refuse("url", "cannot be read", remedy);
        }
        int end = value.length();
        while (value.charAt(end - 1) == '/') {
            end--;
        }
        return value.substring(0, end);
    }

    private static void requireAddress(URL url, String remedy) {
        boolean http = url.getProtocol().equals("http") || url.getProtocol().equals("https");
        boolean bare = url.getQuery() == null && url.getRef() == null && url.getUserInfo() == null;
        if (!http || !bare || url.getHost().isEmpty()) {
            throw refuse("url", "is not a plain http or https address", remedy);
        }
        if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
            throw refuse("url", "has the port " + url.getPort(), "set it to one from 1 to " + HIGHEST_PORT);
        }
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

    /** A file that somebody has named outside of the code, where a line end slips in unseen. */
    static Path file(String setting, String value) {
        String remedy = "set it to the path of a file, without blanks around it";
        if (!value.equals(value.trim())) {
            throw refuse(setting, "has blanks or line ends around it", remedy);
        }
        try {
            return file(setting, Paths.get(value));
        } catch (InvalidPathException e) {
            throw refuse(setting, "is no path", remedy);
        }
    }

    static Path file(String setting, Path file) {
        if (Files.isDirectory(file)) {
            throw refuse(setting, "is a directory", "set it to the path of a file; it need not exist");
        }
        return file;
    }

    private static boolean visible(String text) {
        return Ascii.within(text, '!', '~');
    }
}
