package dev.banyan.chaos;

import dev.banyan.chaos.Finding.Cell;
import dev.banyan.harness.ManagementApi;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Compares what services and servers saw during a fault with what was promised. */
final class Assessment {

    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(400);

    /** In the whole trial: the holder of a lock may lose its processor for so long. */
    private static final long MOST_BLOCKED_MILLIS = 10;

    /** A call that waits for a line would take longer than this, and one that waits often would be more than one in so many. */
    private static final long LONGEST_CALL_MILLIS = 1_000;

    private static final long ONE_IN = 1_000;

    private final Site site;
    private final long madeUnderIt;
    private final boolean everyCallerAnswered;

    /** @param before what had been decided when the fault struck */
    Assessment(Site site, Tally before, Tally after) {
        this.site = site;
        this.madeUnderIt = after.all() - before.all();
        this.everyCallerAnswered = after.least() > before.least();
    }

    /** How many decisions there were, and how many by the caller that made the fewest. */
    record Tally(long all, long least) {

        static Tally of(Site site) {
            return new Tally(
                    site.services().stream().mapToLong(Service::made).sum(),
                    site.services().stream().mapToLong(Service::leastMade).min().orElse(0));
        }
    }

    /** @param recoveredNanos negative when it never recovered */
    Finding finding(Fault fault, long recoveredNanos) throws InterruptedException {
        Cell recovered = Cell.of(
                recoveredNanos >= 0,
                recoveredNanos < 0
                        ? "never: " + statuses()
                        : String.format(Locale.ROOT, "%.1f s", recoveredNanos / 1e9));
        Cell answered = answered();
        boolean acknowledged = Waiting.within(SETTLING, OFTEN, this::acknowledged);
        for (Service service : site.services()) {
            service.endCalls();
        }
        Cell lost = lost(acknowledged);
        return Finding.seen(
                fault.title(), List.of(answered, thrown(), wrong(), recovered, back(fault), lost), site.remark());
    }

    /** A machine may take its processor from a thread between two calls, or in one; what a call of ours waits for is ours. */
    private Cell answered() {
        long made = sum(Service::made);
        long slow = sum(Service::slow);
        long waits = sum(Service::waits);
        long blocked = most(Service::blockedMillis);
        long slowestMillis = most(Service::slowestNanos) / 1_000_000;
        String seen = madeUnderIt + " times" + (waits > 0 ? ", waited " + waits + " times" : "")
                + (blocked > 0 ? ", locked out for " + blocked + " ms" : "")
                + (slow > 0 ? ", " + slow + " took up to " + slowestMillis + " ms" : "");
        boolean kept = everyCallerAnswered
                && waits == 0
                && blocked <= MOST_BLOCKED_MILLIS
                && slowestMillis < LONGEST_CALL_MILLIS
                && slow * ONE_IN <= made;
        return Cell.of(kept, seen);
    }

    private long sum(ToLongFunction<Service> figure) {
        return site.services().stream().mapToLong(figure).sum();
    }

    private long most(ToLongFunction<Service> figure) {
        return site.services().stream().mapToLong(figure).max().orElse(0);
    }

    private Cell thrown() {
        Optional<Throwable> thrown = site.services().stream()
                .flatMap(service -> service.thrown().stream())
                .findFirst();
        return Cell.of(thrown.isEmpty(), thrown.map(Throwable::toString).orElse("nothing"));
    }

    private Cell wrong() {
        List<Observation> wrong = site.services().stream()
                .flatMap(service -> service.observations().stream())
                .filter(seen -> !site.plane().truth().allows(seen))
                .toList();
        return Cell.of(wrong.isEmpty(), wrong.isEmpty() ? "never" : wrong.size() + ", such as " + wrong.get(0));
    }

    private Cell back(Fault fault) {
        long steps = most(Service::stepsBack);
        long allowed = site.plane().restored() ? 2 : 0;
        String seen = steps == 0 ? "never" : steps + (allowed > 0 ? " (to the new epoch)" : " times");
        return Cell.of(steps <= allowed, seen);
    }

    private Cell lost(boolean acknowledged) {
        List<String> losses = new ArrayList<>();
        if (!acknowledged) {
            losses.add("not acknowledged: " + site.plane().environment().convergence());
        }
        lostRevisions().ifPresent(losses::add);
        lostOutcomes().ifPresent(losses::add);
        Map<?, ?> audit = audit();
        if (!Boolean.TRUE.equals(audit.get("intact"))) {
            losses.add("audit chain broken: " + audit);
        }
        return Cell.of(losses.isEmpty(), losses.isEmpty() ? "nothing" : String.join("; ", losses));
    }

    private Optional<String> lostRevisions() {
        String of = " from change where environment_id = " + site.plane().id();
        String count = site.rig().ask("select count(*)" + of);
        String most = site.rig().ask("select max(revision)" + of);
        if (!count.equals(most)) {
            return Optional.of(count + " changes up to revision " + most);
        }
        long known = site.plane().accepted().stream()
                .filter(revision -> revision <= Long.parseLong(most))
                .count();
        int accepted = site.plane().accepted().size();
        return known == accepted ? Optional.empty() : Optional.of((accepted - known) + " accepted changes are gone");
    }

    /** A restored database has lost an hour of outcomes with all else, so only the rest is compared. */
    private Optional<String> lostOutcomes() {
        long recorded = sum(Service::recorded) + site.recordedBefore();
        if (site.plane().restored()) {
            return Optional.empty();
        }
        long counted = countedAtLast(recorded);
        return counted == recorded
                ? Optional.empty()
                : Optional.of(counted + " of " + recorded + " outcomes were counted");
    }

    /** What is late is not lost: it is waited for as long as more comes. */
    private long countedAtLast(long recorded) {
        long counted = counted();
        while (counted != recorded) {
            long before = counted;
            if (!Waiting.within(SETTLING, OFTEN, () -> counted() != before)) {
                return before;
            }
            counted = counted();
        }
        return counted;
    }

    /** What was folded, and what the previous build has taken in and the next one would fold. */
    private long counted() {
        return sumOf("legacy_calls + new_calls", "outcome_hour") + sumOf("calls", "outcome");
    }

    private long sumOf(String what, String table) {
        return Long.parseLong(site.rig()
                .ask("select coalesce(sum(" + what + "), 0) from " + table + " where environment_id = "
                        + site.plane().id()));
    }

    private boolean acknowledged() {
        Map<?, ?> convergence = site.plane().environment().convergence();
        return Boolean.TRUE.equals(convergence.get("complete"))
                && (Long) convergence.get("applied") >= site.services().size();
    }

    private Map<?, ?> audit() {
        ManagementApi.Answer answer = site.rig().replicas().get(0).api().ask("GET", "audit/verification", null, null);
        if (!answer.accepted()) {
            throw new RunFailure("The audit chain cannot be verified: " + answer.body());
        }
        return answer.fields();
    }

    private String statuses() {
        return site.services().stream().map(Service::status).toList().toString();
    }
}
