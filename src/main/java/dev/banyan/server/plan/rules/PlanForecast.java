package dev.banyan.server.plan.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * When a plan will be where, if all goes well: requests keep coming as in the last minutes, the guardrails find nothing, and whoever has
 * to approve does it at once.
 *
 * @param steps when each is taken; null for those that were, and where nobody can say
 * @param end null when nobody can say
 * @param unknown why nobody can say, or null
 */
public record PlanForecast(List<Instant> steps, Instant end, String unknown) {
    private static final Duration LONGEST = Duration.ofDays(3_650);

    public PlanForecast {
        steps = Collections.unmodifiableList(new ArrayList<>(steps));
    }

    /** @param perSecond requests on the route, whichever side serves them */
    public static PlanForecast of(Plan plan, PlanState state, long callsOnNew, double perSecond, Instant now) {
        return new Walk(plan, perSecond, now).from(state, callsOnNew);
    }

    /** Goes through the steps to come as time would. */
    private static final class Walk {
        private final Plan plan;
        private final double perSecond;
        private final List<Instant> taken;
        private Instant at;

        Walk(Plan plan, double perSecond, Instant now) {
            this.plan = plan;
            this.perSecond = perSecond;
            this.at = now;
            this.taken = new ArrayList<>(Collections.nCopies(plan.steps().size(), null));
        }

        PlanForecast from(PlanState state, long callsOnNew) {
            if (state.step() >= 0 && !state.waived() && !leave(state.step(), begun(state), callsOnNew)) {
                return noTraffic();
            }
            for (int next = state.step() + 1; next < taken.size(); next++) {
                Optional<Instant> open = plan.calendar().nextOpen(at);
                if (open.isEmpty()) {
                    return new PlanForecast(taken, null, "The calendar is closed for two years to come.");
                }
                at = open.get();
                taken.set(next, at);
                if (!leave(next, at, 0)) {
                    return noTraffic();
                }
            }
            return new PlanForecast(taken, at, null);
        }

        /** What is paused begins anew when it is resumed. */
        private Instant begun(PlanState state) {
            return state.status() == Status.RUNNING ? state.since() : at;
        }

        private boolean leave(int index, Instant since, long calls) {
            PlanStep step = plan.step(index);
            long missing = step.guard() == ExitCriterion.NONE ? 0 : Math.max(0, step.minimumRequests() - calls);
            double onNew = perSecond * step.percentage().doubleValue() / 100;
            if (missing > 0 && onNew * LONGEST.toSeconds() < missing) {
                return false;
            }
            Instant enough = missing == 0 ? at : at.plusSeconds((long) Math.ceil(missing / onNew));
            at = latest(enough, since.plus(step.minimumTime()));
            return true;
        }

        private Instant latest(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        private PlanForecast noTraffic() {
            return new PlanForecast(
                    taken, null, "There were too few requests in the last minutes to say when enough will have come.");
        }
    }
}
