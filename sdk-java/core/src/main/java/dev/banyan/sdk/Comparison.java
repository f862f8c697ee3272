package dev.banyan.sdk;

import dev.banyan.sdk.internal.compare.Difference;
import dev.banyan.sdk.internal.compare.Differences;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** How results are compared, and which of their values may be shown. Immutable; never throws. */
final class Comparison<R> {
    /** What is made comparable field by field; null when {@link #equal} compares as a whole. */
    private final Function<? super R, ?> toComparable;

    private final BiPredicate<? super R, ? super R> equal;
    private final double tolerance;
    private final Set<String> allowedPaths;
    private final BiFunction<String, Object, String> redaction;

    Comparison(
            Function<? super R, ?> toComparable,
            BiPredicate<? super R, ? super R> equal,
            double tolerance,
            Set<String> allowedPaths,
            BiFunction<String, Object, String> redaction) {
        this.toComparable = toComparable;
        this.equal = equal;
        this.tolerance = tolerance;
        this.allowedPaths = allowedPaths;
        this.redaction = redaction;
    }

    List<Difference> between(R legacy, R fresh) {
        try {
            return toComparable == null
                    ? asWhole(legacy, fresh)
                    : Differences.between(comparable(legacy), comparable(fresh), tolerance);
        } catch (Throwable thrown) {
            return Collections.singletonList(Difference.fault(thrown));
        }
    }

    /** Gives a difference the texts that may leave the process, if any. */
    void show(Difference difference) {
        try {
            if (allowedPaths.contains(difference.path())) {
                difference.show(text(difference.legacy()), text(difference.fresh()));
            } else if (redaction != null) {
                String legacy = redacted(difference.path(), difference.legacy());
                String fresh = redacted(difference.path(), difference.fresh());
                if (legacy != null || fresh != null) {
                    difference.show(legacy, fresh);
                }
            }
        } catch (Throwable thrown) {
            // Values that cannot be shown are withheld, as all are by default.
        }
    }

    private List<Difference> asWhole(R legacy, R fresh) {
        boolean same = legacy == null || fresh == null ? legacy == fresh : equal.test(legacy, fresh);
        return same ? Collections.emptyList() : Collections.singletonList(Difference.of("$", legacy, fresh));
    }

    private Object comparable(R result) {
        return result == null ? null : toComparable.apply(result);
    }

    private String redacted(String path, Object value) {
        return value == null ? null : redaction.apply(path, value);
    }

    private static String text(Object value) {
        return value == null ? null : Objects.toString(value);
    }
}
