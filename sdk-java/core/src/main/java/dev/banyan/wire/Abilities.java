package dev.banyan.wire;

import dev.banyan.evaluation.MissingKeyPolicy;
import dev.banyan.evaluation.Operator;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a reader of rulesets understands, and what a part of a ruleset asks of its reader, in words such as {@code operator:equals}. An instance
 * names its abilities when it connects, so that a server can say beforehand who will not follow a change. Stateless.
 */
public final class Abilities {

    /** Reads a ruleset part by part: what is not understood costs its route, and nothing else. */
    public static final String BY_PARTS = "by-parts";

    /** What every release has understood from the first on; never to be changed. Who names nothing understands this. */
    public static final Set<String> FIRST = words(
            "operator:equals operator:in operator:startsWith operator:endsWith operator:contains operator:lessThan"
                    + " operator:lessThanOrEqual operator:greaterThan operator:greaterThanOrEqual operator:before operator:after"
                    + " operator:semverEqual operator:semverLessThan operator:semverGreaterThan operator:inSegment kind:2 kind:4"
                    + " kind:6 stage:off stage:dualwrite stage:shadow stage:live stage:rampdown stage:complete missingKey:legacy"
                    + " missingKey:random");

    /** What this release understands. */
    public static final Set<String> OURS = ours();

    private Abilities() {}

    /** Abilities from their text: words with spaces between them. */
    public static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>(Arrays.asList(text.trim().split(" +")));
        words.remove("");
        return Collections.unmodifiableSet(words);
    }

    /**
     * What a route or segment asks of its reader, whether or not this release understands it. A rollback asks for nothing.
     *
     * @param part its JSON text
     * @throws RulesetException when it is no JSON text
     */
    public static Set<String> neededBy(String part) {
        Set<String> needed = new LinkedHashSet<>();
        Object read = Json.read(part);
        add(needed, "kind", member(read, "kind"));
        add(needed, "missingKey", member(read, "missingKey"));
        for (Object need : elements(read, "needs")) {
            needed.add(String.valueOf(need));
        }
        addConditions(needed, read);
        for (Object cohort : elements(read, "cohorts")) {
            addConditions(needed, cohort);
            Object rollout = member(cohort, "rollout");
            add(needed, "stage", member(rollout, "from"));
            add(needed, "stage", member(rollout, "to"));
        }
        return needed;
    }

    private static void addConditions(Set<String> needed, Object cohortOrSegment) {
        for (Object condition : elements(cohortOrSegment, "conditions")) {
            add(needed, "operator", member(condition, "operator"));
        }
    }

    private static void add(Set<String> needed, String sort, Object value) {
        if (value != null) {
            needed.add(sort + ':' + value);
        }
    }

    private static Object member(Object object, String name) {
        return object instanceof Map ? ((Map<?, ?>) object).get(name) : null;
    }

    private static List<?> elements(Object object, String name) {
        Object member = member(object, name);
        return member instanceof List ? (List<?>) member : Collections.emptyList();
    }

    private static Set<String> ours() {
        Set<String> ours = new LinkedHashSet<>();
        ours.add(BY_PARTS);
        for (Operator operator : Operator.values()) {
            add(ours, "operator", operator.key());
        }
        for (RouteKind kind : RouteKind.values()) {
            add(ours, "kind", kind.stageCount());
        }
        for (Stage stage : Stage.values()) {
            add(ours, "stage", stage.key());
        }
        for (MissingKeyPolicy policy : MissingKeyPolicy.values()) {
            add(ours, "missingKey", policy.key());
        }
        return Collections.unmodifiableSet(ours);
    }
}
