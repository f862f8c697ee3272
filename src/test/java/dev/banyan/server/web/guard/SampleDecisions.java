package dev.banyan.server.web.guard;

import static dev.banyan.server.web.preview.Samples.EDITOR;
import static dev.banyan.server.web.preview.Samples.NOW;
import static dev.banyan.server.web.preview.Samples.PRODUCTION;
import static dev.banyan.server.web.preview.Samples.VIEWER;
import static dev.banyan.server.web.preview.Samples.ago;

import dev.banyan.server.guard.DecisionView;
import dev.banyan.server.guard.DecisionView.Counts;
import dev.banyan.server.guard.DecisionView.EvidenceView;
import dev.banyan.server.guard.DecisionView.Range;
import dev.banyan.server.guard.DecisionView.Second;
import dev.banyan.server.guard.DecisionView.Value;
import dev.banyan.server.guard.DecisionViewBuilder;
import dev.banyan.server.guard.DecisionViewEvidenceViewBuilder;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.GuardrailsView;
import dev.banyan.server.guard.rail.GuardrailsViewItemBuilder;
import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.rail.Reaction;
import dev.banyan.server.guard.statistics.Verdict;
import dev.banyan.server.web.arrival.ConvergenceView;
import dev.banyan.server.web.arrival.SampleArrivals;
import dev.banyan.server.web.guard.GuardView.Past;
import dev.banyan.server.web.guard.GuardView.Rail;
import dev.banyan.server.web.guard.GuardView.Tone;
import dev.banyan.server.web.kit.Layout.Section;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import dev.banyan.server.web.preview.Samples;
import dev.banyan.server.web.route.RoutePage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the guard did and sees. */
public final class SampleDecisions {
    private static final RouteAddress ROUTE = PRODUCTION.route("orders.get");
    private static final Instant AT = NOW.minusSeconds(34);

    private static final GuardrailsView.Item ERRORS = GuardrailsViewItemBuilder.builder()
            .name("error-rate")
            .title("Errors")
            .kind(GuardrailKind.ERROR_RATE)
            .harmPercentage(new BigDecimal("0.5"))
            .alpha(new BigDecimal("0.001"))
            .budgetPercentage(BigDecimal.ONE)
            .slowMillis(null)
            .event(null)
            .query(null)
            .above(null)
            .action(Reaction.ROLL_BACK)
            .build();

    private static final GuardrailsView.Item MISMATCHES = GuardrailsViewItemBuilder.builder()
            .name("mismatch-rate")
            .title("Mismatches")
            .kind(GuardrailKind.MISMATCH_RATE)
            .harmPercentage(new BigDecimal("0.5"))
            .alpha(new BigDecimal("0.001"))
            .budgetPercentage(new BigDecimal("0.1"))
            .slowMillis(null)
            .event(null)
            .query(null)
            .above(null)
            .action(Reaction.PAUSE)
            .build();

    private static final GuardrailsView.Item LATENCY = GuardrailsViewItemBuilder.builder()
            .name("prometheus:p99")
            .title("Prometheus p99, over 0.3")
            .kind(GuardrailKind.PROMETHEUS)
            .harmPercentage(BigDecimal.TEN)
            .alpha(new BigDecimal("0.001"))
            .budgetPercentage(new BigDecimal("2"))
            .slowMillis(null)
            .event(null)
            .query(
                    "histogram_quantile(0.99, sum by (le) (rate(http_server_requests_seconds_bucket{service=\"orders-new\"}[1m])))")
            .above(new BigDecimal("0.3"))
            .action(Reaction.PAUSE)
            .build();

    private SampleDecisions() {}

    public static Map<String, DecisionPage> all() {
        Map<String, DecisionPage> all = new LinkedHashMap<>();
        all.put("decision", page(rolledBack(), SampleArrivals.complete(), EDITOR));
        all.put("decision-both", page(bothDegraded(), null, EDITOR));
        all.put("decision-alone", page(mismatches(), null, VIEWER));
        all.put("decision-prometheus", page(overTheLimit(), null, EDITOR));
        return all;
    }

    public static RoutePage route(RoutePage plain, GuardView guard) {
        return new RoutePage(
                plain.layout(),
                plain.flag(),
                plain.form(),
                plain.settings(),
                plain.traffic(),
                plain.instances(),
                plain.drill(),
                plain.history(),
                plain.reports(),
                guard);
    }

    public static GuardView undecided() {
        return new GuardView(
                Tone.INCONCLUSIVE,
                "Not known yet",
                "Errors: 1,240 requests on new, needs about 900 more to rule out +0.5\u202f%",
                List.of(
                        new Rail(
                                Tone.INCONCLUSIVE,
                                "Errors",
                                "1,240 requests on new, needs about 900 more to rule out +0.5\u202f%",
                                "rolls back"),
                        new Rail(
                                Tone.HEALTHY,
                                "Slow requests, over legacy's p95",
                                "1,240 requests on new, +5\u202f% is ruled out",
                                "pauses"),
                        new Rail(Tone.INCONCLUSIVE, "Mismatches", "Nothing was compared", "pauses")),
                List.of(new Past("rollback", "Rolled back", ago(Duration.ofHours(3)), ROUTE.decision(7))));
    }

    /** As {@code Sight} says it. */
    public static GuardView blind() {
        return new GuardView(
                Tone.BLIND,
                Tone.BLIND.label(),
                "What services measured has not been looked at for 23\u202fs: the guard would not notice harm."
                        + " Plans stand still until it sees again; you can roll back.",
                List.of(),
                List.of());
    }

    public static GuardView harmful() {
        return new GuardView(
                Tone.HARMFUL,
                "Harmful",
                "Errors: 612 requests on new, 8.3\u202f% bad where 0.2\u202f% is what legacy has",
                List.of(),
                List.of(new Past("rollback", "Rolled back", ago(Duration.ofSeconds(34)), ROUTE.decision(8))));
    }

    private static DecisionPage page(DecisionView decision, ConvergenceView convergence, Permit permit) {
        return DecisionPageBuilder.builder()
                .layout(Samples.layout(DecisionWords.title(decision), Section.ROUTES, null))
                .address(ROUTE)
                .decision(decision)
                .convergence(convergence)
                .permit(permit)
                .at(new Moment(decision.at(), NOW))
                .build();
    }

    private static DecisionView rolledBack() {
        return decision(
                ERRORS,
                "rolled-back",
                "harm",
                "New fails more often than legacy in the same seconds: lately 72 of 495 (14.5 %) on new, 0 of 1,475 (0 %)"
                        + " on legacy; since this rollout began 51 of 7,450 (0.7 %) on new, 18 of 22,350 (<0.1 %)"
                        + " on legacy, a difference of at least 0.3 %. From 0.5 % more on it counts as harm;"
                        + " chance alone would lead here in at most 0.1 % of healthy rollouts.",
                evidence(ERRORS, Method.COMPARED, new Counts(22_350, 18), new Counts(7_450, 51), seconds(false)));
    }

    private static DecisionView bothDegraded() {
        return decision(
                ERRORS,
                "paused",
                "both-degraded",
                "Both sides degraded: legacy fails more often than the usual 0.2 % of its requests, and new is no worse than"
                        + " legacy. The new side is not to blame.",
                evidence(ERRORS, Method.COMPARED, new Counts(22_350, 168), new Counts(7_450, 51), seconds(true)));
    }

    private static DecisionView mismatches() {
        return decision(
                MISMATCHES,
                "paused",
                "harm",
                "The answers of both sides differ too often: 30 of 400 (7.5 %), where 0.1 % is usual or allowed.",
                evidence(MISMATCHES, Method.ALONE, new Counts(0, 0), new Counts(400, 30), List.of()));
    }

    private static DecisionView overTheLimit() {
        return decision(
                LATENCY,
                "paused",
                "harm",
                "What Prometheus gives for p99 is over 0.3 too often: lately 4 of 10 looks (40 %), in all 4 of 30 looks"
                        + " (13.3 %), where 2 % is allowed. At last it was 0.734. From 10 % more on it counts as harm.",
                evidence(LATENCY, Method.ALONE, new Counts(0, 0), new Counts(30, 4), looks(), values()));
    }

    private static List<Value> values() {
        return IntStream.rangeClosed(0, 30)
                .mapToObj(i -> i == 17
                        ? new Value(AT.minusSeconds(5L * (30 - i)), null, "Prometheus did not answer within 2000 ms")
                        : new Value(
                                AT.minusSeconds(5L * (30 - i)),
                                i > 26 ? 0.35 + (i - 26) * 0.096 : 0.11 + i * 7 % 12 * 0.01,
                                null))
                .toList();
    }

    private static List<Second> looks() {
        return values().stream()
                .filter(each -> each.value() != null)
                .map(each -> new Second(each.at(), new Counts(0, 0), new Counts(1, each.value() > 0.3 ? 1 : 0)))
                .toList();
    }

    private static EvidenceView evidence(
            GuardrailsView.Item rail, Method method, Counts legacy, Counts fresh, List<Second> seconds) {
        return evidence(rail, method, legacy, fresh, seconds, null);
    }

    private static DecisionView decision(
            GuardrailsView.Item rail, String outcome, String cause, String words, EvidenceView evidence) {
        return DecisionViewBuilder.builder()
                .id(8)
                .route("orders.get")
                .at(AT)
                .guardrail(rail.name())
                .title(rail.title())
                .reaction(rail.action())
                .outcome(outcome)
                .cause(cause)
                .words(words)
                .doneAt(AT.plusMillis(41))
                .revision(43L)
                .toldAt(AT.plusMillis(63))
                .evidence(evidence)
                .build();
    }

    private static EvidenceView evidence(
            GuardrailsView.Item rail,
            Method method,
            Counts legacy,
            Counts fresh,
            List<Second> seconds,
            List<Value> values) {
        return DecisionViewEvidenceViewBuilder.builder()
                .guardrail(rail)
                .method(method)
                .operation("call")
                .legacy(legacy)
                .fresh(fresh)
                .difference(new Range(0.0031, 0.0112))
                .verdict(Verdict.HARMFUL)
                .evidenceOfHarm(6_410)
                .threshold(2_000)
                .budget(method == Method.ALONE ? rail.budgetPercentage().doubleValue() / 100 : null)
                .usualShare(null)
                .rollout("serves 25 % from new")
                .rolloutRevision(41)
                .began(AT.minusSeconds(150))
                .seconds(seconds)
                .values(values)
                .build();
    }

    private static List<Second> seconds(boolean both) {
        return IntStream.rangeClosed(0, 149)
                .mapToObj(i -> new Second(
                        AT.minusSeconds(149 - i),
                        new Counts(140 + i * 7 % 20, both && i > 146 ? 71 : i % 40 == 3 ? 1 : 0),
                        new Counts(45 + i * 3 % 11, i > 146 ? 24 : 0)))
                .toList();
    }
}
