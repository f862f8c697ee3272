package dev.banyan.sdk.openfeature;

import dev.banyan.evaluation.Context;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.Structure;
import dev.openfeature.sdk.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * OpenFeature's context as Banyan's: structures are flattened with dots, instants become ISO 8601 text, and lists and nulls are not
 * seen, because no condition can ask for them.
 */
final class ContextMapper {
    /** As deep as the server reads; only a structure that contains itself is deeper. */
    private static final int MOST_DEPTH = 32;

    private ContextMapper() {}

    static Context map(EvaluationContext context) throws Refusal {
        if (context == null) {
            return Context.anonymous();
        }
        Value key = context.getValue(Context.TARGETING_KEY);
        if (key != null && !key.isNull() && !key.isString()) {
            // As text it would fall into a bucket that no other implementation agrees on.
            throw new Refusal(ErrorCode.INVALID_CONTEXT, "targetingKey must be a string.");
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        flatten("", context.asMap(), attributes, 1);
        Context.Builder builder = Context.builder(context.getTargetingKey());
        attributes.forEach(builder::set);
        return builder.build();
    }

    private static void flatten(String prefix, Map<String, Value> values, Map<String, Object> into, int depth)
            throws Refusal {
        if (depth > MOST_DEPTH) {
            throw new Refusal(ErrorCode.INVALID_CONTEXT, "The context is nested deeper than " + MOST_DEPTH + ".");
        }
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            String path = prefix + entry.getKey();
            Value value = entry.getValue();
            Structure inner = value == null ? null : value.asStructure();
            if (inner != null) {
                flatten(path + ".", inner.asMap(), into, depth + 1);
            } else if (value != null && !value.isList() && !value.isNull()) {
                // A name that was written with its dots is the more explicit one.
                into.merge(path, plain(value), (old, other) -> prefix.isEmpty() ? other : old);
            }
        }
    }

    private static Object plain(Value value) {
        return value.isInstant() ? value.asInstant().toString() : value.asObject();
    }
}
