package dev.banyan.server.web.guard;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.guard.DecisionView;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.GuardrailsView;
import dev.banyan.server.guard.rail.Reaction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the guard did and why, as its page says it. */
final class DecisionWords {
    private DecisionWords() {}

    static String icon(DecisionView decision) {
        return switch (decision.reaction()) {
            case ROLL_BACK -> "rollback";
            case PAUSE -> "clock";
            case TELL -> "alert";
        };
    }

    /** "Rolled back", as the head of a line or, with the route, of a page. */
    static String done(DecisionView decision) {
        if (decision.outcome() == null) {
            return "About to act on";
        }
        return switch (decision.outcome()) {
            case "rolled-back" -> "Rolled back";
            case "paused" -> bothDegraded(decision) ? "Both sides degraded, paused" : "Paused";
            case "told" -> "Noticed harm on";
            default -> "Found harm, somebody was faster on";
        };
    }

    private static boolean bothDegraded(DecisionView decision) {
        return decision.cause().equals("both-degraded");
    }

    static String title(DecisionView decision) {
        return switch (decision.outcome() == null ? "" : decision.outcome()) {
            case "rolled-back" -> "Why " + decision.route() + " was rolled back";
            case "paused" -> "Why " + decision.route() + " was paused";
            case "told" -> "What was noticed on " + decision.route();
            default -> "What was found on " + decision.route();
        };
    }

    /** "errors", "slow requests", for the heads of columns and lanes. */
    static String bad(DecisionView.EvidenceView evidence) {
        GuardrailsView.Item rail = evidence.guardrail();
        return switch (rail.kind()) {
            case ERROR_RATE -> "Errors";
            case SLOW -> "Slow requests";
            case MISMATCH_RATE -> "Mismatches";
            case SECOND_WRITES -> "Failed second writes";
            case BREAKER_OPENINGS -> "Breaker openings";
            case EVENT -> rail.event();
            case PROMETHEUS -> "Too high";
        };
    }

    static String counted(DecisionView.EvidenceView evidence) {
        return switch (evidence.guardrail().kind()) {
            case MISMATCH_RATE -> "Comparisons";
            case SECOND_WRITES -> "Second writes";
            case PROMETHEUS -> "Looks";
            case ERROR_RATE, SLOW, BREAKER_OPENINGS, EVENT ->
                switch (evidence.operation()) {
                    case "read" -> "Reads";
                    case "write" -> "Writes";
                    default -> "Requests";
                };
        };
    }

    static String method(DecisionView.EvidenceView evidence) {
        return switch (evidence.method()) {
            case COMPARED -> "Against what legacy did in the same seconds";
            case PAIRED -> "By requests that both sides served";
            case ALONE -> alone(evidence.guardrail().kind());
        };
    }

    private static String alone(GuardrailKind kind) {
        return switch (kind) {
            case MISMATCH_RATE, PROMETHEUS -> "Against a budget";
            case ERROR_RATE, SLOW, SECOND_WRITES, BREAKER_OPENINGS, EVENT ->
                "Against a budget: there is nothing to compare it with";
        };
    }

    static String action(Reaction reaction) {
        return switch (reaction) {
            case ROLL_BACK -> "Roll back";
            case PAUSE -> "Pause the plan";
            case TELL -> "Only tell";
        };
    }

    static String difference(DecisionView.EvidenceView evidence) {
        double low = evidence.difference().low();
        return points(low) + " to " + points(evidence.difference().high()) + ", with 95" + Shares.PERCENT + " certainty"
                + (low < 0 ? ". How large it is on average; whether there is any, the evidence says" : "");
    }

    private static String points(double share) {
        double percent = share * 100;
        String text = String.format(Locale.ROOT, Math.abs(percent) < 1 ? "%.2f" : "%.1f", percent);
        return (percent >= 0 ? "+" : "−") + text.replace("-", "") + Shares.PERCENT;
    }

    static String evidence(DecisionView.EvidenceView evidence) {
        return odds(evidence.evidenceOfHarm()) + " to 1; from " + odds(evidence.threshold())
                + " to 1 on it counts as shown";
    }

    private static String odds(double odds) {
        return odds > 1e9 ? "More than a billion" : Figures.count(Math.round(odds));
    }

    /** What was done, and how soon. */
    static String acted(DecisionView decision) {
        if (decision.doneAt() == null) {
            return "It is being carried out.";
        }
        String after = Spans.span(Duration.between(decision.at(), decision.doneAt()));
        return switch (decision.outcome()) {
            case "rolled-back" ->
                "Rolled back in revision " + decision.revision() + ", " + after + " after the figures said so.";
            case "paused" -> "Nobody was moved. A plan that moves this route pauses.";
            case "told" -> "Nobody was moved: this guardrail only tells.";
            default -> "Nothing: when it was to be carried out, the route was rolled back already.";
        };
    }

    static List<String> next(DecisionView decision) {
        if (bothDegraded(decision)) {
            return List.of(
                    "Look for what both sides share: a database, a network, a service behind them.",
                    "When both are as usual again, let the plan go on. To be on the safe side, roll back: that is never blocked.");
        }
        return switch (decision.outcome() == null ? "" : decision.outcome()) {
            case "rolled-back" ->
                List.of(
                        "Find out why the new side did it: its log around the seconds above, and its last release.",
                        "Resume on the page of the route. The same callers return to new, and everything is judged anew.",
                        "To be careful, lower the share beneath the rollback first, then resume.");
            case "paused" ->
                List.of(
                        "Find out why, then let the plan go on, or roll back.",
                        "Judge anew, when the cause is gone: what was found so far is set aside.");
            default -> List.of("Look at the route, and decide.");
        };
    }
}
