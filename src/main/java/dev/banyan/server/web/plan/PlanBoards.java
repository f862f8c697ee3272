package dev.banyan.server.web.plan;

import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.plan.Calendars;
import dev.banyan.server.plan.PlanView;
import dev.banyan.server.plan.Plans;
import dev.banyan.server.plan.calendar.CalendarSpec;
import dev.banyan.server.plan.calendar.CalendarView;
import dev.banyan.server.plan.rules.PlanStep;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.web.calendar.CalendarSentences;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.PlanAddress;
import dev.banyan.server.web.kit.PlanTimes;
import dev.banyan.server.web.plan.PlanBoard.Event;
import dev.banyan.server.web.plan.PlanBoard.Group;
import dev.banyan.server.web.plan.PlanBoard.Line;
import dev.banyan.server.web.plan.PlanBoard.Member;
import dev.banyan.server.web.plan.PlanBoard.Offer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads what is shown of plans. */
@ApplicationScoped
public class PlanBoards {
    private final Plans plans;
    private final Calendars calendars;
    private final PlanMembers members;
    private final PlanOffers offers;

    PlanBoards(Plans plans, Calendars calendars, PlanMembers members, PlanOffers offers) {
        this.plans = plans;
        this.calendars = calendars;
        this.members = members;
        this.offers = offers;
    }

    Optional<PlanView> plan(EnvironmentState environment, PlanAddress address) {
        return address.numbered()
                ? Optional.of(plans.get(environment.scope(), address.id()))
                : plans.ofRoute(environment.scope(), address.route());
    }

    /** @param viewer the name of the user */
    public PlanBoard read(
            EnvironmentState environment, PlanAddress address, Permit permit, String viewer, Instant now) {
        CalendarView ours = calendars.ofEnvironment(environment.scope());
        CalendarView projects = calendars.ofProject(environment.scope().project());
        Optional<PlanView> plan = plan(environment, address);
        PlanTimes times = new PlanTimes(zone(ours, projects), now);
        Offer offer = plan.filter(it -> it.status().live())
                .map(it -> offers.of(it, permit, environment, viewer))
                .orElseGet(() -> offers.begin(environment, address, permit));
        List<Member> shown = plan.filter(it -> address.numbered())
                .map(it -> members.read(environment, it.routes(), permit, now))
                .orElse(List.of());
        return board(address, permit, plan, shown, offer, times, ours, projects);
    }

    /** Newest first, each in short: without its routes one by one, and with nothing to press. */
    List<PlanBoard> list(EnvironmentState environment, Permit permit, List<PlanView> all, Instant now) {
        CalendarView ours = calendars.ofEnvironment(environment.scope());
        CalendarView projects = calendars.ofProject(environment.scope().project());
        PlanTimes times = new PlanTimes(zone(ours, projects), now);
        EnvironmentAddress address = EnvironmentAddress.of(environment.scope());
        return all.stream()
                .map(plan -> board(
                        address.plan(plan.id()),
                        permit,
                        Optional.of(plan),
                        List.of(),
                        Offer.NOTHING,
                        times,
                        ours,
                        projects))
                .toList();
    }

    private static PlanBoard board(
            PlanAddress address,
            Permit permit,
            Optional<PlanView> plan,
            List<Member> members,
            Offer offer,
            PlanTimes times,
            CalendarView ours,
            CalendarView projects) {
        List<String> calendar = Stream.concat(
                        CalendarSentences.of(ours.calendar(), "environment").stream(),
                        CalendarSentences.of(projects.calendar(), "project").stream())
                .toList();
        return PlanBoardBuilder.builder()
                .address(address)
                .permit(permit)
                .name(plan.map(PlanView::name).orElse(address.route()))
                .version(plan.map(PlanView::version).orElse(0L))
                .title(plan.map(PlanWords::title).orElse("No plan"))
                .state(plan.map(it -> it.status().key()).orElse("none"))
                .words(plan.map(PlanWords::words).orElse("Nobody has made a plan for this route yet."))
                .until(plan.filter(PlanWords::tellsUntil)
                        .map(it -> times.say(it.waitsFor().until()))
                        .orElse(null))
                .end(plan.filter(it -> it.status().live())
                        .map(it -> end(it, times))
                        .orElse(null))
                .group(plan.filter(it -> it.routes().size() > 1)
                        .map(it -> group(address.environment(), it, members))
                        .orElse(null))
                .lines(plan.map(it -> lines(it, times)).orElse(List.of()))
                .offer(offer)
                .calendar(calendar)
                .closed(closed(ours, projects))
                .events(plan.map(it -> events(it, times.now())).orElse(List.of()))
                .build();
    }

    private static Group group(EnvironmentAddress address, PlanView plan, List<Member> members) {
        return new Group(plan.name(), address.plan(plan.id()).page(), plan.routes(), members);
    }

    private static ZoneId zone(CalendarView ours, CalendarView projects) {
        CalendarSpec said = ours.version() > 0 ? ours.calendar() : projects.calendar();
        return ZoneId.of(said.timeZone());
    }

    private static String closed(CalendarView ours, CalendarView projects) {
        return ours.open() ? projects.closedBecause() : ours.closedBecause();
    }

    private static String end(PlanView plan, PlanTimes times) {
        if (plan.expectedEnd() == null) {
            return plan.unknown();
        }
        String condition = switch (plan.status()) {
            case DRAFT -> "Started now, done ";
            case PAUSED -> "Resumed now, done ";
            case RUNNING, FINISHED, ABORTED -> "Done ";
        };
        return condition + times.say(plan.expectedEnd()) + ", if all goes well.";
    }

    private static List<Line> lines(PlanView plan, PlanTimes times) {
        return IntStream.range(0, plan.steps().size())
                .mapToObj(i -> line(i, plan.steps().get(i), times))
                .toList();
    }

    private static Line line(int index, PlanView.Step step, PlanTimes times) {
        return PlanBoardLineBuilder.builder()
                .number(index + 1)
                .progress(step.progress().key())
                .what(PlanWords.target(step.step()))
                .when(when(step, times))
                .needs(PlanWords.needs(step.step()))
                .asks(PlanWords.asks(step.step()))
                .build();
    }

    private static String when(PlanView.Step step, PlanTimes times) {
        if (step.takenAt() != null) {
            return (step.progress() == PlanView.Progress.NOW ? "since " : "") + times.say(step.takenAt());
        }
        return step.expectedAt() == null ? null : "about " + times.say(step.expectedAt());
    }

    private static List<Event> events(PlanView plan, Instant now) {
        return plan.events().stream()
                .limit(20)
                .map(each -> new Event(
                        PlanWords.happened(each.kind(), each.step()),
                        each.actor(),
                        new Moment(each.at(), now),
                        each.words()))
                .toList();
    }

    /** What a form for a new plan begins with. */
    List<PlanStep> suggested(EnvironmentState environment, PlanAddress address) {
        return plans.steps(environment.scope().project(), address.route(), Template.NORMAL);
    }
}
