package dev.banyan.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** What the routes of one ruleset have in common while they are compiled. */
final class Scope {

    private final long revision;
    private final EnvironmentRollback rollback;
    private final Map<String, Check> segments;
    private final IntSupplier randomBuckets;
    private final Freshness freshness;

    Scope(
            long revision,
            EnvironmentRollback rollback,
            Iterable<Segment> segments,
            IntSupplier randomBuckets,
            Freshness freshness) {
        this.revision = revision;
        this.rollback = rollback;
        this.segments = compile(segments);
        this.randomBuckets = randomBuckets;
        this.freshness = freshness;
    }

    long revision() {
        return revision;
    }

    /** The highest stage that a rollback of the environment leaves, or {@code null}. */
    Stage cap(RouteKind kind) {
        return rollback == null ? null : rollback.cap(kind);
    }

    Map<String, Check> segments() {
        return segments;
    }

    IntSupplier randomBuckets() {
        return randomBuckets;
    }

    Freshness freshness() {
        return freshness;
    }

    private static Map<String, Check> compile(Iterable<Segment> segments) {
        Map<String, Check> compiled = new HashMap<>();
        for (Segment segment : segments) {
            compiled.put(segment.key(), new SegmentCheck(segment));
        }
        return compiled;
    }
}
