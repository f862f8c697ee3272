package dev.banyan.server.environment;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.UnreadRoute;
import dev.banyan.server.problem.Problem;
import dev.banyan.wire.RulesetException;
import dev.banyan.wire.RulesetReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Translates the SDK reader's refusal into the words of the person who sent the change. */
final class RefusedRuleset {
    private static final Pattern PLACE_IN_RULESET = Pattern.compile("^\\$\\.?((routes|segments)\\[\\d+]\\.?)?");

    private RefusedRuleset() {}

    /**
     * A change is refused for what it has written itself. What a later release has written, before the server was taken back, is left alone.
     *
     * @throws Problem when the SDK's own reader does not understand one of the pieces, or a route that asks for one of them
     */
    static void requireUnderstood(byte[] ruleset, List<Piece> pieces) {
        try {
            Ruleset read = RulesetReader.readByParts(ruleset);
            for (Piece piece : pieces) {
                Optional<String> why = why(read, piece);
                if (why.isPresent()) {
                    String[] parts = why.get().split(": ", 2);
                    throw new RulesetException(parts[0], parts[1]);
                }
            }
        } catch (RulesetException refused) {
            throw problem(refused);
        }
    }

    /** Why the reader does not understand a piece, or a route because of it: a place and what is wrong there. */
    private static Optional<String> why(Ruleset read, Piece piece) {
        return switch (piece.section()) {
            case ROUTE -> reasons(read, route -> route.key().equals(piece.key()));
            case SEGMENT ->
                Optional.ofNullable(read.unreadSegments().get(piece.key()))
                        .or(() -> reasons(read, route -> route.reason().contains("segment '" + piece.key() + "'")));
            case PINNING -> Optional.ofNullable(read.unreadHead().get("pinning"));
        };
    }

    private static Optional<String> reasons(Ruleset read, Predicate<UnreadRoute> which) {
        return read.unread().stream().filter(which).map(UnreadRoute::reason).findFirst();
    }

    private static Problem problem(RulesetException refused) {
        String field = PLACE_IN_RULESET.matcher(refused.path()).replaceFirst("");
        return Problem.badField(
                field,
                refused.reason(),
                "Correct " + (field.isEmpty() ? "the request" : field) + " and send it again.");
    }
}
