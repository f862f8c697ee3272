package dev.banyan.sdk.internal.connection;

import dev.banyan.evaluation.Emergency;
import dev.banyan.sdk.internal.kit.Ascii;
import dev.banyan.sdk.internal.kit.BoundedBody;
import dev.banyan.sdk.internal.kit.Identity;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.RefusedPayload;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Timings;
import dev.banyan.sdk.internal.kit.TransportFault;
import dev.banyan.sdk.internal.rules.Offer;
import dev.banyan.sdk.internal.rules.Snapshot;
import dev.banyan.wire.Abilities;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Locale;

/**
 * The four requests of the SDK's HTTP interface, each with finite time-outs and identity, without redirects. Thread-safe:
 * every request has its own connection object.
 */
public final class ControlPlane {
    private static final int MOST_ERROR_BYTES = 16 * 1024;
    private static final int LONGEST_ENTITY_TAG = 256;
    private static final String UNDERSTANDS = "Banyan-Understands";
    private static final String ABILITIES = String.join(" ", Abilities.OURS);
    private static final String WHOLE = "application/json";
    private static final String DELTA = "application/vnd.banyan.delta+json";

    private final String baseUrl;
    private final String sdkKey;
    private final Identity identity;
    private final Timings timings;
    private final Platform platform;

    public ControlPlane(Settings settings) {
        this.baseUrl = settings.url();
        this.sdkKey = settings.sdkKey();
        this.identity = settings.identity();
        this.timings = settings.timings();
        this.platform = settings.platform();
    }

    /** Opens the stream; the answer's head has been checked. {@code held} is sent as the position when it is from the server. */
    HttpURLConnection openStream(Snapshot held) throws IOException {
        HttpURLConnection connection = open("/sdk/v1/stream", timings.connect(), timings.read());
        connection.setRequestProperty("Accept", "text/event-stream");
        connection.setRequestProperty("Accept-Encoding", "identity");
        connection.setRequestProperty("Banyan-Accept", "delta");
        connection.setRequestProperty(UNDERSTANDS, ABILITIES);
        if (held.fromServer()) {
            connection.setRequestProperty("Last-Event-ID", Long.toString(held.revision()));
            connection.setRequestProperty("Banyan-Epoch", held.epoch());
            nameCarried(connection, held.ruleset().carried());
        }
        try {
            expect(connection, "text/event-stream");
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.disconnect();
            throw e;
        }
    }

    /** The server is asked for a whole ruleset when it may not know, or not call settled, what is carried here. */
    private static void nameCarried(HttpURLConnection connection, List<Emergency> carried) {
        if (!carried.isEmpty()) {
            connection.setRequestProperty("Banyan-Emergencies", String.join(",", Emergency.ids(carried)));
        }
    }

    /**
     * Fetches the newest ruleset; null when the server says that {@code held} is still the newest.
     *
     * @param acceptsDelta whether it may come as a delta to {@code held}
     */
    Offer fetch(Snapshot held, boolean acceptsDelta) throws IOException {
        HttpURLConnection connection = open("/sdk/v1/snapshot", timings.connect(), timings.read());
        connection.setRequestProperty("Accept", acceptsDelta ? DELTA + ", " + WHOLE : WHOLE);
        connection.setRequestProperty("Accept-Encoding", "gzip");
        connection.setRequestProperty(UNDERSTANDS, ABILITIES);
        if (held.fromServer()) {
            connection.setRequestProperty("If-None-Match", held.entityTag());
        }
        try {
            boolean unchanged = held.fromServer() && status(connection) == HttpURLConnection.HTTP_NOT_MODIFIED;
            return unchanged ? null : offer(connection, acceptsDelta);
        } catch (IOException | RuntimeException | Error e) {
            // A body left in the middle must not go back into the pool of idle connections.
            connection.disconnect();
            throw e;
        }
    }

    private Offer offer(HttpURLConnection connection, boolean acceptsDelta) throws IOException {
        boolean delta = acceptsDelta && isOf(DELTA, connection);
        expect(connection, delta ? DELTA : WHOLE);
        String entityTag = connection.getHeaderField("ETag");
        boolean usable =
                entityTag != null && entityTag.length() <= LONGEST_ENTITY_TAG && Ascii.within(entityTag, '!', '~');
        return Offer.polled(new BoundedBody(connection, platform).read(), delta, usable ? entityTag : null);
    }

    /** Sends a report; returns normally only when the server has taken it. The whole takes at most about twice the limit. */
    public void report(String path, byte[] json, int mostMillis) throws IOException {
        report(path, json, null, mostMillis);
    }

    /**
     * The same for outcomes.
     *
     * @param age how many milliseconds ago they were cut off; null says nothing
     * @return within how many milliseconds the server wants the next ones, as it said it, or null
     */
    public String report(String path, byte[] json, Long age, int mostMillis) throws IOException {
        int connect = Math.min(timings.connect(), mostMillis);
        int read = Math.min(timings.report(), mostMillis);
        HttpURLConnection connection = open(path, connect, read);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        if (age != null) {
            connection.setRequestProperty("Banyan-Age", age.toString());
        }
        // Without this, the JDK buffers the body and silently sends it again when the server hangs up.
        connection.setFixedLengthStreamingMode(json.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(json);
        }
        int status = status(connection);
        String within = connection.getHeaderField("Banyan-Flush-Within");
        drain(connection, status);
        // Only this is a receipt: somebody's sign-in page says 200 to everything.
        if (status != HttpURLConnection.HTTP_NO_CONTENT) {
            throw TransportFault.status(status, path, RetryAfter.millis(connection, platform));
        }
        return within;
    }

    private HttpURLConnection open(String path, int connectMillis, int readMillis) throws IOException {
        HttpURLConnection connection = platform.open(new URL(baseUrl + path));
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(Math.max(1, connectMillis));
        connection.setReadTimeout(Math.max(1, readMillis));
        connection.setRequestProperty("Authorization", "Bearer " + sdkKey);
        identity.writeTo(connection);
        return connection;
    }

    private void expect(HttpURLConnection connection, String contentType) throws IOException {
        int status = status(connection);
        String path = connection.getURL().getPath();
        if (status != HttpURLConnection.HTTP_OK) {
            drain(connection, status);
            throw TransportFault.status(status, path, RetryAfter.millis(connection, platform));
        }
        if (!isOf(contentType, connection)) {
            throw new RefusedPayload(
                    path + " answered 200 with " + connection.getContentType() + " instead of " + contentType);
        }
    }

    private static boolean isOf(String contentType, HttpURLConnection connection) {
        String actual = connection.getContentType();
        return actual != null && actual.toLowerCase(Locale.ROOT).startsWith(contentType);
    }

    private static int status(HttpURLConnection connection) throws IOException {
        try {
            int status = connection.getResponseCode();
            if (status < 0) {
                throw TransportFault.passing("the answer is not HTTP");
            }
            return status;
        } catch (HttpRetryException e) {
            // How the JDK says 401 to a request whose body it cannot repeat.
            return e.responseCode();
        }
    }

    /** Reads what little an error says, so that the connection can be used again. */
    private static void drain(HttpURLConnection connection, int status) {
        try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            byte[] sink = new byte[1024];
            int left = MOST_ERROR_BYTES;
            for (int n = 0; body != null && n >= 0 && left > 0; left -= n) {
                n = body.read(sink);
            }
        } catch (IOException e) {
            connection.disconnect();
        }
    }
}
