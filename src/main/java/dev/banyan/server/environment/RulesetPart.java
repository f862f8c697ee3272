package dev.banyan.server.environment;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * One route or segment as SDKs get to see it.
 *
 * @param revision when it was last changed
 * @param body JSON on one line; null when the part was removed at that revision
 */
public record RulesetPart(Section section, String key, long revision, String body) {

    @JsonIgnore
    public boolean isRemoved() {
        return body == null;
    }
}
