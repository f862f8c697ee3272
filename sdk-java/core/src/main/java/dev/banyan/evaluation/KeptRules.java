package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of a route at an earlier revision, with the segments as they were then: what was published together stays together. Immutable.
 */
final class KeptRules {

    private final RouteDefinition definition;
    private final List<Segment> segments;
    private final long revision;

    private KeptRules(RouteDefinition definition, List<Segment> segments, long revision) {
        this.definition = definition;
        this.segments = segments;
        this.revision = revision;
    }

    static KeptRules of(RouteDefinition definition, Map<String, Segment> segments, long revision) {
        List<Segment> asked = new ArrayList<>();
        for (String key : segmentsOf(definition.cohorts())) {
            asked.add(segments.get(key));
        }
        return new KeptRules(definition, asked, revision);
    }

    /** Legacy for everybody. */
    static KeptRules off(String key, long revision) {
        RouteDefinition off =
                RouteDefinition.builder(key, RouteKind.TWO, key).disabled().build();
        return new KeptRules(off, Collections.emptyList(), revision);
    }

    /** The keys of the segments that these cohorts ask for. */
    static Set<String> segmentsOf(Collection<Cohort> cohorts) {
        Set<String> keys = new LinkedHashSet<>();
        for (Cohort cohort : cohorts) {
            for (Condition condition : cohort.conditions()) {
                boolean asks = condition.operator() == Operator.IN_SEGMENT;
                for (Object key : asks ? condition.values() : Collections.emptyList()) {
                    keys.add((String) key);
                }
            }
        }
        return keys;
    }

    long revision() {
        return revision;
    }

    RouteKind kind() {
        return definition.kind();
    }

    RouteRules compile(Scope now, Stage held) {
        return new RouteRules(definition, now.as(revision, segments), held);
    }
}
