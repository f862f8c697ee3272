package dev.banyan.sdk;

import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Explanation;
import java.time.Duration;

/** A decision with everything that led to it, for logs and support. Immutable. */
public final class DecisionDetail {
    private final Explanation explanation;
    private final Source source;
    private final Duration age;

    DecisionDetail(Explanation explanation, Source source, Duration age) {
        this.explanation = explanation;
        this.source = source;
        this.age = age;
    }

    /** The decision. */
    public Decision decision() {
        return explanation.decision();
    }

    /** The bucket, 0 … 999,999; {@link Explanation#NO_BUCKET} when none was consulted. */
    public int bucket() {
        return explanation.bucket();
    }

    /** Where the ruleset came from. */
    public Source source() {
        return source;
    }

    /** How long ago the control plane last confirmed the ruleset; see {@link Status#age()}. */
    public Duration age() {
        return age;
    }

    @Override
    public String toString() {
        return decision() + ", bucket " + bucket() + ", from " + source + ", age " + age.toMillis() + " ms";
    }
}
