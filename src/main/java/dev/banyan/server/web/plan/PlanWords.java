package dev.banyan.server.web.plan;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.plan.PlanMoved;
import dev.banyan.server.plan.PlanView;
import dev.banyan.server.plan.rules.ExitCriterion;
import dev.banyan.server.plan.rules.Gate;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.plan.rules.WaitsFor;
import dev.banyan.server.web.kit.Sentences;
import dev.banyan.server.web.kit.StageWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plans in the words of a product owner. */
final class PlanWords {
    private PlanWords() {}

    /** "25 % at Live", "Everybody at Complete". */
    static String target(PlanStep step) {
        String share = Figures.written(step.percentage());
        return (share.equals("100") ? "Everybody" : share + Shares.PERCENT) + " at " + StageWords.label(step.stage());
    }

    /** "Stays 30 min at least, until 1,000 requests on new and known to be healthy." */
    static String needs(PlanStep step) {
        List<String> parts = new ArrayList<>();
        if (step.minimumSeconds() > 0) {
            parts.add("at least " + Spans.span(Duration.ofSeconds(step.minimumSeconds())));
        }
        if (step.guard() != ExitCriterion.NONE && step.minimumRequests() > 0) {
            parts.add(Figures.count(step.minimumRequests(), "request", "requests"));
        }
        switch (step.guard()) {
            case HEALTHY -> parts.add("healthy");
            case NOT_HARMFUL -> parts.add("no harm found");
            case NONE -> {}
        }
        String all = String.join(", ", parts);
        return Sentences.sentence(all);
    }

    static boolean asks(PlanStep step) {
        return step.gate() == Gate.APPROVAL;
    }

    static String title(PlanView plan) {
        String steps = " of " + plan.steps().size();
        return switch (plan.status()) {
            case DRAFT -> "Plan of " + Figures.count(plan.steps().size(), "step", "steps");
            case FINISHED -> "Plan finished";
            case ABORTED -> "Plan aborted";
            case PAUSED -> "Paused at " + (plan.step() < 0 ? "the start" : "step " + (plan.step() + 1) + steps);
            case RUNNING -> plan.step() < 0 ? "Starting" : "Step " + (plan.step() + 1) + steps;
        };
    }

    static String words(PlanView plan) {
        return switch (plan.status()) {
            case DRAFT -> "Not started: nobody is moved before somebody starts it.";
            case FINISHED -> "All steps are taken.";
            case ABORTED, PAUSED -> plan.words();
            case RUNNING -> plan.waitsFor().words();
        };
    }

    /** Only where that says more than the words. */
    static boolean tellsUntil(PlanView plan) {
        return plan.status() == Status.RUNNING && plan.waitsFor().reason() == WaitsFor.CALENDAR;
    }

    static String happened(PlanMoved.Kind kind, int step) {
        return switch (kind) {
            case STARTED -> "Started";
            case STEPPED -> "Step " + (step + 1);
            case WAITS_FOR_APPROVAL -> "Asked for approval of step " + (step + 2);
            case APPROVED -> "Step " + (step + 2) + " approved";
            case SKIPPED -> "Wait of step " + (step + 1) + " skipped";
            case PAUSED -> "Paused";
            case RESUMED -> "Resumed";
            case EDITED -> "Steps laid down";
            case FINISHED -> "Finished";
            case ABORTED -> "Aborted";
        };
    }
}
