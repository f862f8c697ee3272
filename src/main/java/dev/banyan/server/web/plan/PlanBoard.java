package dev.banyan.server.web.plan;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.plan.PlanAction;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.web.flag.TrackView;
import dev.banyan.server.web.guard.GuardView;
import dev.banyan.server.web.kit.Ask;
import dev.banyan.server.web.kit.AskBuilder;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PlanAddress;
import dev.banyan.server.web.kit.Share;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Set;

/**
 * A plan as a timeline.
 *
 * @param name the route, or what the group is called
 * @param version of the plan; 0 without any
 * @param title "Step 2 of 7", "No plan"
 * @param state {@code none}, {@code draft}, {@code running}, {@code paused}, {@code finished} or {@code aborted}
 * @param words what it waits for, or how it ended
 * @param until when that is over, or null
 * @param end when it will be done if all goes well, or why nobody can say
 * @param group the routes that move together, or null for one alone
 * @param calendar when it may move, one line each
 * @param closed why it may not move now, or null
 * @param events what happened, newest first
 */
@RecordBuilder
public record PlanBoard(
        PlanAddress address,
        Permit permit,
        String name,
        long version,
        String title,
        String state,
        String words,
        String until,
        String end,
        Group group,
        List<Line> lines,
        Offer offer,
        List<String> calendar,
        String closed,
        List<Event> events) {

    /**
     * Routes that move together.
     *
     * @param page where their plan is
     * @param members how each of them stands; only on that page
     */
    public record Group(String name, String page, List<String> routes, List<Member> members) {
        public String size() {
            return Figures.count(routes.size(), "route", "routes");
        }
    }

    /**
     * One route of a plan.
     *
     * @param share of the new side, as it is set and holds now
     * @param place where it stands, in a sentence
     * @param guard what its guardrails say
     */
    @RecordBuilder
    public record Member(
            String key, String page, Share share, TrackView track, String place, GuardView.Tone guard, String words) {}

    /**
     * One step.
     *
     * @param progress {@code done}, {@code now} or {@code to-come}
     * @param when "4 Mar, 14:03", "about 15:00", or null
     * @param needs what must hold here before the plan goes on
     */
    @RecordBuilder
    public record Line(int number, String progress, String what, String when, String needs, boolean asks) {
        public String icon() {
            return progress.equals("done") ? "check" : progress.equals("now") ? "forward" : asks ? "lock" : "dot";
        }

        public String said() {
            return progress.equals("done") ? "Done" : progress.equals("now") ? "Now" : "To come";
        }
    }

    /**
     * What the viewer can press.
     *
     * @param templates to begin with, when there is no live plan
     * @param actions on the plan that there is
     * @param reasonNeeded a protected environment asks why
     * @param comesBack what resuming brings back at once, a line for each route; empty where it moves nobody by itself
     * @param obstacle why nothing can be begun, started, resumed or approved by the viewer now, or null
     */
    public record Offer(
            List<Choice> templates,
            Set<PlanAction> actions,
            boolean reasonNeeded,
            List<String> comesBack,
            String obstacle) {

        static final Offer NOTHING = of(Set.of());

        static Offer of(Set<PlanAction> actions) {
            return new Offer(List.of(), actions, false, List.of(), null);
        }

        /** Only to say why. */
        static Offer none(String obstacle) {
            return NOTHING.but(obstacle);
        }

        Offer but(String why) {
            return new Offer(templates, actions, reasonNeeded, comesBack, why);
        }

        public boolean start() {
            return actions.contains(PlanAction.START);
        }

        public boolean pause() {
            return actions.contains(PlanAction.PAUSE);
        }

        public boolean resume() {
            return actions.contains(PlanAction.RESUME);
        }

        public boolean judgeAnew() {
            return actions.contains(PlanAction.JUDGE_ANEW);
        }

        public boolean skip() {
            return actions.contains(PlanAction.SKIP);
        }

        public boolean approve() {
            return actions.contains(PlanAction.APPROVE);
        }

        public boolean abort() {
            return actions.contains(PlanAction.ABORT);
        }

        public boolean begins() {
            return !templates.isEmpty();
        }
    }

    /** A template. */
    public record Choice(String key, String label, String words, String steps) {}

    public record Event(String what, String by, Moment at, String words) {}

    public String icon() {
        return switch (state) {
            case "running" ->
                offer.judgeAnew() ? "alert" : offer.approve() || offer.obstacle() != null ? "lock" : "clock";
            case "paused", "aborted" -> "alert";
            case "finished" -> "check";
            default -> "dot";
        };
    }

    /** What starting it does first, or null where every step is done. */
    public String first() {
        return lines.stream()
                .filter(line -> !line.progress().equals("done"))
                .findFirst()
                .map(line -> "The plan moves by itself from then on. First, as soon as it may: " + line.what()
                        + (line.asks() ? ", once somebody approves." : "."))
                .orElse(null);
    }

    /** The template that begins where nobody chooses. */
    public Choice usual() {
        return offer.templates().stream()
                .filter(choice -> choice.key().equals(Template.NORMAL.key()))
                .findFirst()
                .orElseThrow();
    }

    public Ask abortion() {
        return AskBuilder.builder()
                .id("plan-abort")
                .label("Abort")
                .icon("close")
                .lines(
                        List.of(
                                "The plan ends here and moves nobody any more. Everybody stays where they are.",
                                "It cannot go on afterwards; a new plan begins from here. To take callers back, roll back the route."))
                .button("Abort the plan")
                .action(address.act("abort"))
                .csrf(permit.csrf())
                .build();
    }

    public boolean exists() {
        return !state.equals("none");
    }
}
