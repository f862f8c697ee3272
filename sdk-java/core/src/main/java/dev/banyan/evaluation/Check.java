package dev.banyan.evaluation;

/** A compiled {@link Condition}: answers for a context without allocating and without throwing. */
abstract class Check {

    abstract Truth of(Context context);

    /** A check of one attribute: a missing one is {@link Truth#MISSING} whatever is asked of it. */
    abstract static class OfAttribute extends Check {
        private final String attribute;
        private final boolean negated;

        OfAttribute(Condition condition) {
            // Interned, as the literals in the caller's code are: then most look-ups compare two references.
            attribute = condition.attribute().intern();
            negated = condition.negated();
        }

        @Override
        final Truth of(Context context) {
            Object value = context.attribute(attribute);
            if (value == null) {
                return Truth.MISSING;
            }
            Truth truth = ofValue(value);
            return negated ? truth.negated() : truth;
        }

        abstract Truth ofValue(Object value);
    }
}
