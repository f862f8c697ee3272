package dev.banyan.sdk.internal.kit;

import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who this instance is, as told to the control plane with every request. Immutable. */
public final class Identity {
    private static final String SDK = "java/0.1.0";

    private final String instance;
    private final Map<String, String> headers;
    private final Instant started;

    /** {@code version} and {@code host} may be empty and are then not sent. */
    public Identity(String instance, String application, String version, String host, Instant started) {
        this.instance = instance;
        Map<String, String> named = new LinkedHashMap<>();
        named.put("Banyan-Instance", instance);
        named.put("Banyan-Application", application);
        named.put("Banyan-Application-Version", version);
        named.put("Banyan-Host", host);
        named.put("Banyan-Sdk", SDK);
        named.values().removeIf(String::isEmpty);
        this.started = started;
        this.headers = Collections.unmodifiableMap(named);
    }

    public String instance() {
        return instance;
    }

    public void writeTo(HttpURLConnection connection) {
        headers.forEach(connection::setRequestProperty);
        // Put into words here, on a thread of the client: that takes the JDK long at the first time, and a start
        // counts.
        connection.setRequestProperty("Banyan-Started", started.toString());
    }
}
