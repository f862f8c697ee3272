package dev.banyan.server.ofrep;

import dev.banyan.evaluation.MissingKeyPolicy;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.server.problem.EntityTags;

/**
 * The entity tag of a bulk answer. It names all that the answer depends on: epoch, revision, emergencies, context, and the form that this release
 * gives to answers. So whether anything has changed is known before anything is evaluated.
 */
final class EntityTag {

    /** To be raised with every change to what an answer looks like. */
    private static final String FORM = "2";

    private static final String WEAK = "W/";

    private final String opaque;
    private final boolean repeatable;

    private EntityTag(String opaque, boolean repeatable) {
        this.opaque = opaque;
        this.repeatable = repeatable;
    }

    /** @param mark of the emergencies in force */
    static EntityTag of(Ruleset rules, String mark, RequestContext context) {
        boolean chance = rules.routes().stream().anyMatch(route -> route.missingKey() == MissingKeyPolicy.RANDOM);
        return new EntityTag(
                '"' + rules.epoch() + '-' + rules.revision() + '.' + mark + FORM + context.fingerprint() + '"',
                !chance);
    }

    /** @param ifNoneMatch a list of tags, or {@code *}, or null; compared weakly, as this header is */
    boolean matches(String ifNoneMatch) {
        return ifNoneMatch != null
                && EntityTags.of(ifNoneMatch).stream().anyMatch(tag -> tag.equals(opaque) || tag.equals("*"));
    }

    /** Strong, unless a bucket may be drawn at random: then one answer is as good as the next, but not the same bytes. */
    @Override
    public String toString() {
        return repeatable ? opaque : WEAK + opaque;
    }
}
