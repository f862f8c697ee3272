package dev.banyan.sdk.internal.connection;

import dev.banyan.sdk.internal.kit.Ascii;
import dev.banyan.sdk.internal.kit.Platform;
import java.net.HttpURLConnection;

/** Reads the {@code Retry-After} header, as seconds or as a date. */
final class RetryAfter {
    /** A wrong or hostile header must not keep an instance away for long. */
    static final long MOST_MILLIS = 300_000;

    private RetryAfter() {}

    /** The wait that was asked for, at most {@link #MOST_MILLIS}; 0 without a readable header. */
    static long millis(HttpURLConnection connection, Platform platform) {
        String text = connection.getHeaderField("Retry-After");
        if (text == null) {
            return 0;
        }
        long date = connection.getHeaderFieldDate("Retry-After", 0);
        return bounded(text.trim(), date == 0 ? 0 : date - platform.wallMillis());
    }

    static long bounded(String text, long untilDateMillis) {
        boolean seconds = !text.isEmpty() && Ascii.within(text, '0', '9');
        if (!seconds) {
            return Math.max(0, Math.min(MOST_MILLIS, untilDateMillis));
        }
        return text.length() > 6 ? MOST_MILLIS : Math.min(MOST_MILLIS, Long.parseLong(text) * 1_000);
    }
}
