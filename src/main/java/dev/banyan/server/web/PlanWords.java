package dev.banyan.server.web;

import dev.banyan.server.plan.CalendarSpec;
import dev.banyan.server.plan.Demand;
import dev.banyan.server.plan.Gate;
import dev.banyan.server.plan.PlanMoved;
import dev.banyan.server.plan.PlanStep;
import dev.banyan.server.plan.PlanView;
import dev.banyan.server.plan.Status;
import dev.banyan.server.plan.WaitsFor;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Plans in the words of a product owner. */
final class PlanWords {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.UK);

    private PlanWords() {}

    /** "25 % at Live", "Everybody at Complete". */
    static String target(PlanStep step) {
        String share = step.percentage().stripTrailingZeros().toPlainString();
        return (share.equals("100") ? "Everybody" : share + Share.PERCENT) + " at " + StageWords.label(step.stage());
    }

    /** "Stays 30 min at least, until 1,000 requests on new and known to be healthy." */
    static String needs(PlanStep step) {
        List<String> parts = new ArrayList<>();
        if (step.minimumSeconds() > 0) {
            parts.add("at least " + Figures.span(Duration.ofSeconds(step.minimumSeconds())));
        }
        if (step.guard() != Demand.NONE && step.minimumRequests() > 0) {
            parts.add(Figures.count(step.minimumRequests(), "request", "requests"));
        }
        switch (step.guard()) {
            case HEALTHY -> parts.add("healthy");
            case NOT_HARMFUL -> parts.add("no harm found");
            case NONE -> {}
        }
        String all = String.join(", ", parts);
        return sentence(all);
    }

    /** Begins with a capital letter. */
    static String sentence(String words) {
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
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

    static List<String> calendar(CalendarSpec calendar, String whose) {
        List<String> lines = new ArrayList<>();
        days(calendar.workingHours()).forEach((hours, days) -> lines.add(days(days) + " " + hours));
        calendar.recurring()
                .forEach(weekly -> lines.add("Not on " + days(weekly.days()) + " " + weekly.from() + "–"
                        + CalendarTimes.end(weekly.to()) + ": " + weekly.name()));
        calendar.freezes()
                .forEach(freeze -> lines.add("Frozen " + MOMENT.format(freeze.from()) + " to "
                        + MOMENT.format(freeze.to()) + ": " + freeze.name()));
        return lines.stream()
                .map(line -> line + " (" + whose + ", " + calendar.timeZone() + ")")
                .toList();
    }

    /** Those that have the same hours together. */
    private static Map<String, List<String>> days(Map<String, List<CalendarSpec.Span>> hours) {
        Map<String, List<String>> days = new LinkedHashMap<>();
        hours.forEach((day, spans) -> days.computeIfAbsent(CalendarTimes.said(spans), any -> new ArrayList<>())
                .add(day));
        return days;
    }

    /** "Monday to Friday", "Monday, Wednesday". */
    static String days(List<String> days) {
        List<Integer> places = days.stream()
                .map(day -> CalendarEntry.DAYS.indexOf(day.toLowerCase(Locale.ROOT)))
                .sorted()
                .toList();
        int first = places.get(0);
        int last = places.get(places.size() - 1);
        if (places.size() > 2 && last - first == places.size() - 1) {
            return capital(CalendarEntry.DAYS.get(first)) + " to " + capital(CalendarEntry.DAYS.get(last));
        }
        return places.stream()
                .map(place -> capital(CalendarEntry.DAYS.get(place)))
                .collect(Collectors.joining(", "));
    }

    static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
