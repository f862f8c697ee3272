package dev.banyan.server.health.comparison;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A place in the answers of a route at which both sides differ.
 *
 * @param kind seen from legacy to new: {@code changed}, {@code missing} in new, {@code added} in new, other {@code type}
 * @param count in how many comparisons
 * @param control how often between two calls of one and the same side
 */
public record DifferentPath(String path, String kind, long count, long control) {

    /** It differs by itself, so that a difference between the sides says nothing. */
    @JsonProperty
    public boolean noise() {
        return control > 0;
    }
}
