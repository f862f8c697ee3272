package dev.banyan.server.ofrep;

import dev.banyan.server.delivery.ruleset.LiveRuleset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version that a client has heard of, in an entity tag of ours: {@code "<epoch>-<revision>"}, with or without a part for the context.
 *
 * @param mark of the emergencies in force, which come without a revision of their own; empty for none, and in a tag that is for a context
 */
record RulesetVersion(String epoch, long revision, String mark) {

    private static final Pattern TAG =
            Pattern.compile("(?:W/)?\"?([A-Za-z0-9-]{1,64})-(\\d{1,18})(?:\\.([0-9a-f]{1,64}))?\"?");
    private static final int MARK = 8;

    /** Empty for a tag that is not ours. */
    static Optional<RulesetVersion> of(String tag) {
        Matcher parts = TAG.matcher(tag == null ? "" : tag.strip());
        return parts.matches()
                ? Optional.of(new RulesetVersion(parts.group(1), Long.parseLong(parts.group(2)), mark(parts.group(3))))
                : Optional.empty();
    }

    static RulesetVersion of(LiveRuleset ruleset) {
        return new RulesetVersion(
                ruleset.epoch(), ruleset.revision(), ruleset.tag().mark());
    }

    private static String mark(String rest) {
        return rest == null || rest.length() != MARK ? "" : rest;
    }

    /** Versions of different epochs are not comparable: after a restored database the lower revision is the newer one. */
    boolean isAheadOf(RulesetVersion other) {
        return epoch.equals(other.epoch) && revision > other.revision;
    }
}
