package dev.banyan.server.web.kit;

import dev.banyan.server.problem.Problem;
import java.util.function.Consumer;

/**
 * Whether a resume needs somebody's word that new has been given what it missed, and what else stands in its way.
 *
 * @param obstacle what would refuse it, that word given; null for nothing
 */
public record Backfill(boolean needed, Problem obstacle) {

    /** @param check refuses what the resume would refuse, given that word or not */
    public static Backfill of(Consumer<Boolean> check) {
        Problem without = refusal(check, false);
        boolean needed = without != null && without.slug().equals("backfill-needed");
        return new Backfill(needed, needed ? refusal(check, true) : without);
    }

    private static Problem refusal(Consumer<Boolean> check, boolean backfilled) {
        try {
            check.accept(backfilled);
            return null;
        } catch (Problem refused) {
            return refused;
        }
    }
}
