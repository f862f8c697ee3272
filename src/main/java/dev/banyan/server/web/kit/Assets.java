package dev.banyan.server.web.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;

/** The styles and scripts that every page loads. */
public final class Assets {
    private static final String ROOT = "META-INF/resources/assets/";
    public static final List<String> FILES = List.of(
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
            "css/entry.css",
            "js/hold.js",
            "js/patch.js",
            "js/ask.js",
            "js/forms.js",
            "js/live.js",
            "js/session.js",
            "banyan.svg");

    /** Changes with their content, and is the same on every replica: browsers may keep them long and never mix two releases. */
    public static final String FINGERPRINT = fingerprint();

    private Assets() {}

    private static String fingerprint() {
        CRC32 sum = new CRC32();
        for (String file : FILES) {
            try (InputStream content = Assets.class.getClassLoader().getResourceAsStream(ROOT + file)) {
                sum.update(content.readAllBytes());
            } catch (IOException unreadable) {
                throw new UncheckedIOException("Cannot read the asset " + file, unreadable);
            }
        }
        return Long.toHexString(sum.getValue());
    }
}
