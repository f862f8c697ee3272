package dev.banyan.server.plan.rules;

import dev.banyan.server.figures.Figures;

/** Steps in the words of events and of the audit trail, both of which are kept, and of refusals. */
public final class StepWords {
    private StepWords() {}

    /** "25 % at live", "everybody at complete". */
    public static String target(PlanStep step) {
        String percentage = Figures.written(step.percentage());
        return (percentage.equals("100") ? "everybody" : percentage + " %") + " at "
                + step.stage().key();
    }
}
