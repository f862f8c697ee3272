package dev.banyan.server.report;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Where code and server disagree, and what to do about it. */
final class Drift {
    private static final int NAMED = 3;

    private final Map<String, List<DeclaredUse>> inCode;
    private final List<ServerRoute> onServer;

    Drift(List<DeclaredUse> inCode, List<ServerRoute> onServer) {
        this.inCode =
                inCode.stream().collect(Collectors.groupingBy(DeclaredUse::route, TreeMap::new, Collectors.toList()));
        this.onServer = onServer;
    }

    /**
     * By route.
     *
     * @param heard whether any instance has said what its code asks for; if none has, nothing follows from what is not declared
     */
    List<DriftFinding> differences(boolean heard) {
        List<DriftFinding> found = new ArrayList<>();
        Map<String, ServerRoute> known =
                onServer.stream().collect(Collectors.toMap(ServerRoute::key, Function.identity()));
        inCode.forEach((route, uses) -> {
            if (!known.containsKey(route)) {
                found.add(notOnServer(route, uses));
            }
        });
        for (ServerRoute route : onServer) {
            List<DeclaredUse> uses = inCode.getOrDefault(route.key(), List.of());
            if (heard && uses.isEmpty()) {
                found.add(notInCode(route));
            }
            otherKind(route, uses, found);
            otherDefault(route, uses, found);
        }
        found.sort(Comparator.comparing(DriftFinding::route).thenComparing(DriftFinding::kind));
        return found;
    }

    private static DriftFinding notOnServer(String route, List<DeclaredUse> uses) {
        String site = uses.stream()
                .map(DeclaredUse::site)
                .filter(Objects::nonNull)
                .findFirst()
                .map(each -> " (" + each + ")")
                .orElse("");
        String stays = stages(uses).stream().collect(Collectors.joining(" or "));
        return new DriftFinding(
                DriftFinding.Kind.NOT_ON_SERVER,
                route,
                names(uses) + " " + verb(uses, "asks", "ask") + " for it" + site
                        + ", but the server does not know it. Everybody stays at the default of the code, " + stays
                        + ".",
                "Add the route here under this key, or correct the key in the code.");
    }

    private static DriftFinding notInCode(ServerRoute route) {
        return new DriftFinding(
                DriftFinding.Kind.NOT_IN_CODE,
                route.key(),
                "No code that reported within the last day asks for it. It may still be in use: a service in another language,"
                        + " or a proxy that matches its path, does not report.",
                "If nobody uses it any more, take it to off everywhere and delete it.");
    }

    private static void otherKind(ServerRoute route, List<DeclaredUse> uses, List<DriftFinding> found) {
        int kind = route.kind().stageCount();
        List<DeclaredUse> others = matching(uses, use -> use.kind() != null && use.kind() != kind);
        if (!others.isEmpty()) {
            String kinds = others.stream()
                    .map(use -> String.valueOf(use.kind()))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(" or "));
            found.add(new DriftFinding(
                    DriftFinding.Kind.KIND,
                    route.key(),
                    names(others) + " " + verb(others, "expects", "expect") + " " + kinds + " stages, the server has "
                            + kind + ".",
                    "Make the code say " + kind
                            + "; the kind of a route cannot change here, so another kind needs a new route."));
        }
    }

    /** The gravest of what is wrong with the defaults of a route. */
    private static void otherDefault(ServerRoute route, List<DeclaredUse> uses, List<DriftFinding> found) {
        List<DeclaredUse> unknown = matching(uses, use -> !isStage(route, use.defaultStage()));
        List<DeclaredUse> ahead = matching(uses, use -> runsAhead(route, use.defaultStage()));
        if (!unknown.isEmpty()) {
            found.add(noSuchStage(route, unknown));
        } else if (!ahead.isEmpty()) {
            found.add(ahead(route, ahead));
        } else if (stages(uses).size() > 1) {
            found.add(several(route, uses));
        }
    }

    private static DriftFinding noSuchStage(ServerRoute route, List<DeclaredUse> uses) {
        return contradiction(
                route,
                names(uses) + " " + verb(uses, "has", "have") + " the default " + String.join(" and ", stages(uses))
                        + ", a stage that this route does not have.",
                "Choose a default out of " + stageNames(route) + ".");
    }

    private static DriftFinding ahead(ServerRoute route, List<DeclaredUse> uses) {
        return contradiction(
                route,
                names(uses) + " " + verb(uses, "has", "have") + " the default " + String.join(" and ", stages(uses))
                        + ": started without the server, it sends everybody to new, where the server sends nobody.",
                "Set the default in the code to off until the route has moved.");
    }

    private static DriftFinding several(ServerRoute route, List<DeclaredUse> uses) {
        return contradiction(
                route,
                names(uses) + " " + verb(uses, "has", "have") + " different defaults ("
                        + String.join(", ", stages(uses))
                        + "): started without the server, they would treat the same caller differently.",
                "Give the route one default in all services.");
    }

    private static DriftFinding contradiction(ServerRoute route, String detail, String remedy) {
        return new DriftFinding(DriftFinding.Kind.DEFAULT, route.key(), detail, remedy);
    }

    private static boolean isStage(ServerRoute route, String key) {
        return route.kind().stages().stream().anyMatch(stage -> stage.key().equals(key));
    }

    private static boolean runsAhead(ServerRoute route, String key) {
        return !route.newAnswers() && isStage(route, key) && Stage.parse(key).side() == Side.NEW;
    }

    private static String stageNames(ServerRoute route) {
        return route.kind().stages().stream().map(Stage::key).collect(Collectors.joining(", "));
    }

    private static List<DeclaredUse> matching(List<DeclaredUse> uses, Predicate<DeclaredUse> which) {
        return uses.stream().filter(which).toList();
    }

    private static TreeSet<String> stages(List<DeclaredUse> uses) {
        return uses.stream().map(DeclaredUse::defaultStage).collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> builds(List<DeclaredUse> uses) {
        return uses.stream().map(DeclaredUse::build).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String verb(List<DeclaredUse> uses, String one, String many) {
        return builds(uses).size() == 1 ? one : many;
    }

    private static String names(List<DeclaredUse> uses) {
        TreeSet<String> names = builds(uses);
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
