package dev.banyan.evaluation;

/**
 * What is known about the one for whom a request runs: a targeting key and attributes. Immutable, safe to share.
 *
 * <p>An attribute is a text, a number or a boolean. Numbers are kept exactly: a double without a fraction that a long can
 * hold is kept as that long, so {@code 42} and {@code 42.0} are the same value. A {@code null} name or value, and a number
 * that is {@code NaN}, is the same as an attribute that is not set; nothing here throws. {@link #TARGETING_KEY} names the
 * targeting key wherever an attribute is named: setting it to a text sets the key, and to anything else does nothing.
 */
public final class Context {

    /** The attribute name that stands for the targeting key. */
    public static final String TARGETING_KEY = "targetingKey";

    private static final Context ANONYMOUS = new Context(null, Attributes.NONE, 0);

    private final String targetingKey;
    private final Object[] table;
    private final int size;

    private Context(String targetingKey, Object[] table, int size) {
        this.targetingKey = targetingKey;
        this.table = table;
        this.size = size;
    }

    /** A context with that targeting key and no attributes; {@code null} makes it {@link #anonymous()}. */
    public static Context of(String targetingKey) {
        return targetingKey == null ? ANONYMOUS : new Context(targetingKey, Attributes.NONE, 0);
    }

    /** The context without targeting key and attributes. */
    public static Context anonymous() {
        return ANONYMOUS;
    }

    /** A builder for a context with several attributes: cheaper than a chain of {@code with}. */
    public static Builder builder(String targetingKey) {
        return new Builder(targetingKey);
    }

    /** A copy with that text attribute. */
    public Context with(String name, String value) {
        return withValue(name, value);
    }

    /** A copy with that number attribute. */
    public Context with(String name, long value) {
        return withValue(name, value);
    }

    /** A copy with that number attribute. */
    public Context with(String name, double value) {
        return withValue(name, Values.number(value));
    }

    /** A copy with that boolean attribute. */
    public Context with(String name, boolean value) {
        return withValue(name, value);
    }

    /** Who or what the request runs for, or {@code null}. */
    public String targetingKey() {
        return targetingKey;
    }

    /**
     * The value of an attribute: a {@link String}, {@link Long}, {@link Double} or {@link Boolean}, or {@code null} when it is
     * not set.
     */
    public Object attribute(String name) {
        if (name == null) {
            return null;
        }
        Object value = Attributes.get(table, name);
        return value == null && name.equals(TARGETING_KEY) ? targetingKey : value;
    }

    /** Says how many attributes there are, never what they are: a context may hold personal data, and logs last. */
    @Override
    public String toString() {
        return "Context[" + (targetingKey == null ? "anonymous" : "keyed") + ", attributes=" + size + "]";
    }

    private Context withValue(String name, Object value) {
        if (name == null || value == null) {
            return this;
        }
        if (name.equals(TARGETING_KEY)) {
            return value instanceof String ? new Context((String) value, table, size) : this;
        }
        Attributes attributes = new Attributes(table, size);
        attributes.put(name, value);
        return new Context(targetingKey, attributes.table(), attributes.size());
    }

    /** Collects attributes; not thread-safe, reusable after {@link #build()}. */
    public static final class Builder {
        private final Attributes attributes = new Attributes(Attributes.NONE, 0);
        private String targetingKey;

        private Builder(String targetingKey) {
            this.targetingKey = targetingKey;
        }

        /** Sets a text attribute. */
        public Builder set(String name, String value) {
            return put(name, value);
        }

        /** Sets a number attribute. */
        public Builder set(String name, long value) {
            return put(name, value);
        }

        /** Sets a number attribute. */
        public Builder set(String name, double value) {
            return put(name, Values.number(value));
        }

        /** Sets a boolean attribute. */
        public Builder set(String name, boolean value) {
            return put(name, value);
        }

        /**
         * Sets an attribute of a type that is only known at run time: text, any {@link Number}, boolean. Other types are
         * ignored, as an attribute that no condition can use.
         */
        public Builder set(String name, Object value) {
            return put(name, Values.normalise(value));
        }

        /** The context with all that was set so far. */
        public Context build() {
            return new Context(targetingKey, attributes.table(), attributes.size());
        }

        private Builder put(String name, Object value) {
            if (name == null || value == null) {
                return this;
            }
            if (name.equals(TARGETING_KEY)) {
                targetingKey = value instanceof String ? (String) value : targetingKey;
                return this;
            }
            attributes.put(name, value);
            return this;
        }
    }
}
