package dev.banyan.sdk.internal.route;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Stage;

/** A route held at a stage by this process's own surroundings. Immutable. */
final class LocalOverride implements LocalRule {
    final Stage stage;
    /** Where it was found: {@code environment}, {@code property} or {@code file}. */
    final String from;

    LocalOverride(Stage stage, String from) {
        this.stage = stage;
        this.from = from;
    }

    @Override
    public Decision apply(Decision decision) {
        return decision.at(stage, Reason.OVERRIDE);
    }
}
