package dev.banyan.server.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * A thing that code and server see differently.
 *
 * @param remedy what to do about it
 */
public record DriftFinding(Kind kind, String route, String detail, String remedy) {

    public enum Kind {
        /** Code asks for a route that the server does not know. */
        NOT_ON_SERVER,
        /** No code that reported asks for a route of the server. */
        NOT_IN_CODE,
        /** Another number of stages. */
        KIND,
        /** A default that contradicts the server, or another service. */
        DEFAULT;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
