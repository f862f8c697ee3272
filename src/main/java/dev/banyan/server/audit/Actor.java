package dev.banyan.server.audit;

import java.util.Objects;

/** Who did it. */
public record Actor(Kind kind, String name) {

    public enum Kind {
        USER,
        SYSTEM;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Actor {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
    }

    public static Actor user(String name) {
        return new Actor(Kind.USER, name);
    }

    /** A part of the server that acts by itself, such as {@code first-start}. */
    public static Actor system(String name) {
        return new Actor(Kind.SYSTEM, name);
    }
}
