package dev.banyan.server.environment;

import dev.banyan.server.problem.Problem;
import dev.banyan.wire.RulesetException;
import java.util.regex.Pattern;

/** Translates the SDK reader's refusal into the words of the person who sent the change. */
final class RefusedRuleset {
    private static final Pattern PLACE_IN_RULESET = Pattern.compile("^\\$\\.?((routes|segments)\\[\\d+]\\.?)?");

    private RefusedRuleset() {}

    static Problem problem(RulesetException refused) {
        String field = PLACE_IN_RULESET.matcher(refused.path()).replaceFirst("");
        return Problem.badField(
                field,
                refused.reason(),
                "Correct " + (field.isEmpty() ? "the request" : field) + " and send it again.");
    }
}
