package dev.banyan.server.plan.rules;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether routes can move together by one plan; or what stands against it, with names. */
public final class GroupRules {
    private static final int NAMED = 3;
    private static final String FIELD = "routes";

    private GroupRules() {}

    public static RouteKind kind(List<Route> chosen) {
        if (chosen.isEmpty()) {
            throw Problem.badField(FIELD, "A plan needs a route.", "Name at least one.");
        }
        Map<RouteKind, List<String>> byKind = chosen.stream()
                .collect(Collectors.groupingBy(
                        Route::kind, TreeMap::new, Collectors.mapping(Route::key, Collectors.toList())));
        if (byKind.size() > 1) {
            throw Problem.badField(
                    FIELD,
                    "These routes have different numbers of stages, so they cannot take the same steps: "
                            + byKind.entrySet().stream()
                                    .map(each -> each.getKey().stageCount() + " stages: " + some(each.getValue()))
                                    .collect(Collectors.joining("; "))
                            + ".",
                    "Choose routes of one kind, and make another plan for the rest.");
        }
        return chosen.get(0).kind();
    }

    /** @param live the live plans, by their routes */
    public static void requireFree(List<Route> chosen, Map<String, PlanName> live) {
        List<String> taken =
                chosen.stream().map(Route::key).filter(live::containsKey).toList();
        if (!taken.isEmpty()) {
            String plans = taken.stream()
                    .limit(NAMED)
                    .map(key -> key + " by plan " + live.get(key).id() + " ("
                            + live.get(key).name() + ")")
                    .collect(Collectors.joining(", "));
            throw Problem.of(409, "plan-exists", "The change contradicts the current state")
                    .field(FIELD)
                    .detail("Moved by another plan already: " + plans + rest(taken) + ".")
                    .remedy("Leave these routes out; or edit the other plan, or abort it first.")
                    .build();
        }
    }

    /** The names of a few, and how many more there are. */
    public static String some(List<String> keys) {
        return keys.stream().limit(NAMED).collect(Collectors.joining(", ")) + rest(keys);
    }

    private static String rest(List<String> keys) {
        return keys.size() > NAMED ? " and " + (keys.size() - NAMED) + " more" : "";
    }
}
