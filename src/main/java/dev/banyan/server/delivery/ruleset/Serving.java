package dev.banyan.server.delivery.ruleset;

import java.time.Instant;
import java.util.Optional;

/**
 * From what SDKs are served at the moment.
 *
 * @param source never null
 * @param asOf when the database was last heard; null when it never was
 */
public record Serving(Source source, Instant asOf) {
    public enum Source {
        LIVE("live"),
        /** The database went away. */
        MEMORY("from memory"),
        /** Started without the database. */
        DISK("from disk"),
        /** Nothing to serve: started without the database and without anything on disk. */
        NOTHING("cannot serve");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public boolean possible() {
        return source != Source.NOTHING;
    }

    /** Since when what is served may be out of date; empty while it is not. */
    public Optional<Instant> since() {
        return source == Source.LIVE ? Optional.empty() : Optional.ofNullable(asOf);
    }
}
