package dev.banyan.server.environment;

import java.util.List;

/**
 * What one look into the database found.
 *
 * @param from the revision after which the parts are all there, -1 for a whole ruleset
 * @param removalsFrom the revision after which the removals are all there
 * @param parts those that changed since, removed ones too
 * @param published how many parts the whole ruleset has
 */
public record RulesetUpdate(RulesetHead head, long from, long removalsFrom, List<RulesetPart> parts, int published) {

    boolean isWhole() {
        return from < 0;
    }
}
