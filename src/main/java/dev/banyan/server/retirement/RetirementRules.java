package dev.banyan.server.retirement;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.health.reading.LongUse;
import dev.banyan.server.report.ConnectedBuild;
import dev.banyan.server.report.Declaration;
import dev.banyan.server.retirement.Condition.Name;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Whether the old path of a route is dead. What is not known counts as not proven. */
final class RetirementRules {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int DETAILS = 20;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

    private final int silentDays;

    RetirementRules(int silentDays) {
        this.silentDays = silentDays;
    }

    /** From when on calls on legacy count. */
    Instant from(Instant now) {
        return now.minus(Duration.ofDays(silentDays));
    }

    List<Condition> conditions(RetirementFacts facts) {
        return List.of(
                lastStage(facts), legacySilent(facts), allCounted(facts), noOlderBuild(facts), backlogEmpty(facts));
    }

    private static Condition lastStage(RetirementFacts facts) {
        return facts.completeSince() == null
                ? Condition.of(
                        Name.LAST_STAGE, false, "Not everybody is at Complete, or a rollback holds them back.", null)
                : Condition.of(
                        Name.LAST_STAGE,
                        true,
                        "Everybody has been at Complete without a break since " + DAY.format(facts.completeSince())
                                + ".",
                        facts.completeSince());
    }

    private Condition legacySilent(RetirementFacts facts) {
        LongUse.OfRoute use = facts.use();
        if (use.firstHeard() == null) {
            return silent(false, "No service has reported a call of this route yet, on either side.", null);
        }
        // The last hour with a call may have had it in its last second.
        Instant quiet =
                use.lastLegacy() == null ? use.firstHeard() : use.lastLegacy().plus(HOUR);
        if (quiet.isAfter(from(facts.now()))) {
            return new Condition(Name.LEGACY_SILENT, false, notYet(use, quiet), null, callers(facts));
        }
        if (use.newCalls() == 0) {
            return silent(
                    false,
                    "Nobody called the route on new either in the last " + silentDays
                            + " days, so that legacy was silent proves nothing.",
                    null);
        }
        return silent(
                true,
                "No call on legacy in the last " + silentDays + " days, and " + count(use.newCalls(), "call")
                        + " on new.",
                quiet);
    }

    private String notYet(LongUse.OfRoute use, Instant quiet) {
        String over =
                "The " + silentDays + " days are over on " + DAY.format(quiet.plus(Duration.ofDays(silentDays))) + ".";
        return use.lastLegacy() == null
                ? "Calls have been counted since " + DAY.format(use.firstHeard()) + " only, none of them on legacy. "
                        + over
                : "The last call on legacy was in the hour from " + DAY.format(use.lastLegacy()) + "; "
                        + count(use.legacyCalls(), "call") + " in the last " + silentDays + " days. " + over;
    }

    /** They are written down from the day on which everybody was led to new; before, nearly everybody called legacy. */
    private List<String> callers(RetirementFacts facts) {
        return facts.onLegacy().stream()
                .filter(each -> !each.hour().isBefore(from(facts.now())))
                .limit(DETAILS)
                .map(each -> each.instance() + " of " + Declaration.named(each.application(), each.version())
                        + " called it last in the hour from " + DAY.format(each.hour()) + ".")
                .toList();
    }

    private static Condition silent(boolean met, String evidence, Instant since) {
        return Condition.of(Name.LEGACY_SILENT, met, evidence, since);
    }

    /** Of the builds that asked for the route within the days, whether they are connected now or not. */
    List<AskingBuild> lately(List<AskingBuild> builds, Instant now) {
        return builds.stream()
                .filter(build -> !build.lastSeen().isBefore(from(now)))
                .toList();
    }

    private Condition allCounted(RetirementFacts facts) {
        List<AskingBuild> lately = lately(facts.asking(), facts.now());
        List<String> uncounted = lately.stream()
                .filter(build ->
                        build.uncounted() != null && !build.uncountedAt().isBefore(from(facts.now())))
                .limit(DETAILS)
                .map(RetirementRules::uncounted)
                .toList();
        if (!uncounted.isEmpty()) {
            return new Condition(
                    Name.ALL_COUNTED,
                    false,
                    "What some instances have called is not known, since they have sent no outcomes:",
                    null,
                    uncounted);
        }
        return facts.asking().stream()
                .map(AskingBuild::firstSeen)
                .min(Comparator.naturalOrder())
                .map(first -> counted(first, lately.size(), facts.now()))
                .orElseGet(() -> Condition.of(
                        Name.ALL_COUNTED, true, "No instance has asked for the route since it is at Complete.", null));
    }

    private Condition counted(Instant writtenDownSince, long builds, Instant now) {
        boolean longEnough = !writtenDownSince.isAfter(from(now));
        return longEnough
                ? Condition.of(
                        Name.ALL_COUNTED,
                        true,
                        "All instances of " + count(builds, "build") + " that asked for the route in the last "
                                + silentDays + " days have sent what they counted.",
                        null)
                : Condition.of(
                        Name.ALL_COUNTED,
                        false,
                        "Who asks for the route is written down since " + DAY.format(writtenDownSince) + " only. The "
                                + silentDays + " days are over on "
                                + DAY.format(writtenDownSince.plus(Duration.ofDays(silentDays))) + ".",
                        null);
    }

    private static String uncounted(AskingBuild build) {
        return build.uncounted() + " of " + build.name() + ", there until " + DAY.format(build.uncountedAt()) + ".";
    }

    private static Condition noOlderBuild(RetirementFacts facts) {
        long instances =
                facts.builds().stream().mapToLong(ConnectedBuild::instances).sum();
        if (instances == 0) {
            return Condition.of(
                    Name.NO_OLDER_BUILD, false, "No instance is connected, so nobody can say what runs.", null);
        }
        List<String> older = OlderBuilds.among(facts.builds());
        String all = count(instances, "connected instance");
        return older.isEmpty()
                ? Condition.of(
                        Name.NO_OLDER_BUILD,
                        true,
                        "Of " + all + " none is older, and all have said what they ask for.",
                        null)
                : new Condition(
                        Name.NO_OLDER_BUILD,
                        false,
                        "Of " + all + ", some may hold code of before:",
                        null,
                        older.stream().limit(DETAILS).toList());
    }

    private static Condition backlogEmpty(RetirementFacts facts) {
        boolean none = facts.missingOnLegacy().none() && facts.missingOnNew().none();
        return Condition.of(
                Name.BACKLOG_EMPTY,
                none,
                none
                        ? "No service keeps a write that one of the sides lacks."
                        : "Services still keep writes that one side lacks: "
                                + facts.missingOnNew().count() + " on new, "
                                + facts.missingOnLegacy().count() + " on legacy.",
                null);
    }

    private static String count(long number, String what) {
        return Figures.count(number, what, what + "s");
    }
}
