package dev.banyan.vectors;

import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.PathTemplate;
import dev.banyan.evaluation.Rollout;
import dev.banyan.evaluation.RouteDefinition;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.RulesetBuilder;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.rules.PathTree;
import dev.banyan.vectors.VectorRunner.Vector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code paths.json}. */
final class PathVectors {

    private PathVectors() {}

    static Stream<Vector> paths() {
        Map<String, Object> file = VectorRunner.file("paths.json");
        return Stream.concat(
                VectorRunner.objects(file.get("groups")).flatMap(PathVectors::group),
                VectorRunner.objects(file.get("refused")).map(PathVectors::refused));
    }

    private static Stream<Vector> group(Map<String, Object> group) {
        PathTree tree = tree(VectorRunner.objects(group.get("routes")));
        return VectorRunner.objects(group.get("cases"))
                .map(each -> new Vector(
                        group.get("name") + ": " + each.get("method") + " " + each.get("path"),
                        () -> same(tree, each)));
    }

    private static void same(PathTree tree, Map<String, Object> each) {
        String answer = tree.match((String) each.get("method"), (String) each.get("path"));
        if (!Objects.equals(answer, each.get("expect"))) {
            throw new AssertionError("expected " + each.get("expect") + ", was " + answer);
        }
    }

    private static PathTree tree(Stream<Map<String, Object>> routes) {
        RulesetBuilder ruleset = Ruleset.builder("p", "e").version("x", 1);
        routes.forEach(route -> ruleset.route(RouteDefinition.builder((String) route.get("key"), RouteKind.TWO, "salt")
                .answers((String) route.get("method"), (String) route.get("path"))
                .cohort(Cohort.of("default", List.of(), Rollout.of(Stage.OFF, Stage.COMPLETE, 0)))
                .build()));
        return PathTree.of(ruleset.build());
    }

    private static Vector refused(Map<String, Object> each) {
        String template = (String) each.get("template");
        return new Vector("refused: " + template, () -> {
            try {
                PathTemplate.parse(template);
            } catch (IllegalArgumentException refusal) {
                VectorRunner.same(true, refusal.getMessage().contains((String) each.get("because")));
                return;
            }
            throw new AssertionError("it was taken");
        });
    }
}
