package dev.banyan.server.web.guard;

import dev.banyan.server.figures.Shares;
import dev.banyan.server.guard.DecisionView;
import dev.banyan.server.guard.GuardReport;
import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How a route stands with its guardrails.
 *
 * @param rails one by one; none when nothing is judged
 * @param past what the guard did by itself, newest first
 * @param judgeAnew null where there is nothing to set aside, or the viewer may not
 */
@RecordBuilder
public record GuardView(
        Tone tone, String headline, String words, List<Rail> rails, List<Past> past, JudgeAnew judgeAnew) {

    /** What sets aside what was found. */
    public record JudgeAnew(String action, String csrf) {}

    GuardView(Tone tone, String headline, String words, List<Rail> rails, List<Past> past) {
        this(tone, headline, words, rails, past, null);
    }

    /** Where there is something to set aside, for whoever may. */
    public GuardView offering(RouteAddress address, Permit permit) {
        return tone == Tone.HARMFUL && permit.change()
                ? GuardViewBuilder.builder(this)
                        .judgeAnew(new JudgeAnew(address.judgeAnew(), permit.csrf()))
                        .build()
                : this;
    }

    public static final GuardView NONE = new GuardView(Tone.INCONCLUSIVE, "Nothing to judge", "", List.of(), List.of());

    /** How it looks: never by colour alone. */
    public enum Tone {
        HEALTHY,
        HARMFUL,
        INCONCLUSIVE,
        /** Nobody looks at all. */
        BLIND;

        public static Tone of(Verdict verdict) {
            return valueOf(verdict.name());
        }

        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String icon() {
            return switch (this) {
                case HEALTHY -> "check";
                case HARMFUL, BLIND -> "alert";
                case INCONCLUSIVE -> "clock";
            };
        }

        public String label() {
            return switch (this) {
                case HEALTHY -> "Healthy";
                case HARMFUL -> "Harmful";
                case INCONCLUSIVE -> "Not known yet";
                case BLIND -> "The guard is blind";
            };
        }
    }

    /** @param follows what happens when it is breached: "rolls back" */
    public record Rail(Tone tone, String title, String words, String follows) {}

    /** @param page where it is explained */
    public record Past(String icon, String what, Moment at, String page) {}

    static GuardView of(GuardReport report, List<DecisionView> decisions, RouteAddress address, Instant now) {
        Tone tone = tone(report);
        return new GuardView(
                tone,
                report.bothDegraded() && tone != Tone.BLIND ? "Both sides degraded" : tone.label(),
                Shares.narrow(report.words()),
                report.episodeBegan() == null
                        ? List.of()
                        : report.guardrails().stream().map(GuardView::rail).toList(),
                decisions.stream()
                        .map(each -> new Past(
                                DecisionWords.icon(each),
                                DecisionWords.done(each),
                                new Moment(each.at(), now),
                                address.decision(each.id())))
                        .toList());
    }

    private static Tone tone(GuardReport report) {
        if (report.verdict() == Verdict.HARMFUL) {
            return Tone.HARMFUL;
        }
        if (report.blindSince() != null) {
            return Tone.BLIND;
        }
        return report.bothDegraded() ? Tone.INCONCLUSIVE : Tone.of(report.verdict());
    }

    private static Rail rail(GuardReport.Rail rail) {
        return new Rail(
                Tone.of(rail.verdict()),
                rail.title(),
                Shares.narrow(rail.words()),
                switch (rail.action()) {
                    case ROLL_BACK -> "rolls back";
                    case PAUSE -> "pauses";
                    case TELL -> "only tells";
                });
    }
}
