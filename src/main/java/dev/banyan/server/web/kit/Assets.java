package dev.banyan.server.web.kit;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The styles and scripts that every page loads. */
public final class Assets {
    public static final String ICON = "banyan.svg";

    /** Changes with their content, and is the same on every replica: browsers may keep them long and never mix two releases. */
    public static final String FINGERPRINT = fingerprint();

    private Assets() {}

    private static String fingerprint() {
        CRC32 sum = new CRC32();
        for (Bundle bundle : Bundle.values()) {
            sum.update(bundle.content().getBytes(StandardCharsets.UTF_8));
        }
        sum.update(Bundle.read(ICON).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
