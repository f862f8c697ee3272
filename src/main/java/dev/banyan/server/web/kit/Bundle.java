package dev.banyan.server.web.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Several files of {@code ui} that a page loads as one, in this order. They are put together when they are asked for, not when the server is
 * built: in dev mode a change is seen at once, and no tool but the server's own is needed.
 */
public enum Bundle {
    /** What all pages share comes first, then what each kind of page has of its own: rules later in the list win. */
    STYLES(
            "banyan.css",
            "text/css",
            "css/base.css",
            "css/controls.css",
            "css/ask.css",
            "css/layout.css",
            "css/track.css",
            "css/overview.css",
            "css/route.css",
            "css/settings.css",
            "css/chart.css",
            "css/lists.css",
            "css/report.css",
            "css/arrival.css",
            "css/guard.css",
            "css/plan.css",
            "css/calendar.css",
            "css/outage.css",
            "css/notices.css",
            "css/retirement.css",
            "css/entry.css"),
    /** The first two make what the others use. */
    SCRIPTS(
            "banyan.js",
            "text/javascript",
            "js/hold.js",
            "js/patch.js",
            "js/forms.js",
            "js/ask.js",
            "js/session.js",
            "js/live.js");

    private static final String ADDRESS = "/assets/";
    private static final String ROOT = "META-INF/resources" + ADDRESS;

    private final String name;
    private final String mediaType;
    private final List<String> files;

    Bundle(String name, String mediaType, String... files) {
        this.name = name;
        this.mediaType = mediaType;
        this.files = List.of(files);
    }

    public static Optional<Bundle> at(String address) {
        return Arrays.stream(values())
                .filter(bundle -> bundle.address().equals(address))
                .findFirst();
    }

    public String address() {
        return ADDRESS + name;
    }

    public String mediaType() {
        return mediaType;
    }

    public List<String> files() {
        return files;
    }

    public String content() {
        return files.stream().map(Bundle::read).collect(Collectors.joining("\n"));
    }

    static String read(String file) {
        try (InputStream content = Bundle.class.getClassLoader().getResourceAsStream(ROOT + file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the asset " + file, unreadable);
        }
    }
}
