package dev.banyan.server.plan;

import dev.banyan.evaluation.Stage;

/** Steps in the words of events and of the audit trail. */
final class StepWords {
    private StepWords() {}

    /** "25 % at live", "everybody at complete". */
    static String target(PlanStep step) {
        return target(step.stage(), step.percentage().stripTrailingZeros().toPlainString());
    }

    private static String target(Stage stage, String percentage) {
        return (percentage.equals("100") ? "everybody" : percentage + " %") + " at " + stage.key();
    }
}
