package dev.banyan.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** What the routes of one ruleset have in common while they are compiled. */
final class Scope {

    private final long revision;
    private final EnvironmentRollback rollback;
    private final Emergencies emergencies;
    private final Map<String, Check> segments;
    private final IntSupplier randomBuckets;
    private final Freshness freshness;

    Scope(
            long revision,
            EnvironmentRollback rollback,
            Emergencies emergencies,
            Iterable<Segment> segments,
            IntSupplier randomBuckets,
            Freshness freshness) {
        this.revision = revision;
        this.rollback = rollback;
        this.emergencies = emergencies;
        this.segments = compile(segments);
        this.randomBuckets = randomBuckets;
        this.freshness = freshness;
    }

    /** The same for rules of an earlier revision. */
    Scope as(long earlier, Iterable<Segment> itsSegments) {
        return new Scope(earlier, rollback, emergencies, itsSegments, randomBuckets, Freshness.STALE);
    }

    long revision() {
        return revision;
    }

    /** The highest stage that the environment's rollback and its emergencies leave to a route, or {@code null}. */
    Stage cap(String route, RouteKind kind) {
        Stage cap = emergencies.cap(route, kind);
        return rollback == null ? cap : rollback.cap(kind).cappedAt(cap);
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
