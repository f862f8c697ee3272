package dev.banyan.server.ofrep;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Explanation;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The flags of one ruleset as one context sees them. */
final class Evaluation {

    private final Ruleset rules;
    private final Context context;

    Evaluation(Ruleset rules, Context context) {
        this.rules = rules;
        this.context = context;
    }

    /** Where values come from, under the names that OpenFeature's telemetry looks for; and of which version the whole set is. */
    static Map<String, Object> origin(Ruleset rules) {
        // In this order on every replica: the entity tag promises the same bytes.
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("flagSetId", setId(rules));
        origin.put("version", version(rules, rules.revision()));
        return origin;
    }

    private static String setId(Ruleset rules) {
        return rules.project() + "/" + rules.environment();
    }

    private static String version(Ruleset rules, long revision) {
        return rules.epoch() + "-" + revision;
    }

    FlagAnswer one(String flagKey) {
        FlagForm form = FlagForm.of(flagKey);
        RouteRules route = rules.route(form.routeKey(flagKey));
        if (route == null) {
            throw Refusal.unknownFlag(flagKey);
        }
        return answer(form, route, route.explain(context));
    }

    List<FlagAnswer> all() {
        return rules.routes().stream().flatMap(this::both).toList();
    }

    /** From one decision, so that both forms agree even where the bucket is drawn at random. */
    private Stream<FlagAnswer> both(RouteRules route) {
        Explanation explanation = route.explain(context);
        return Stream.of(answer(FlagForm.SIDE, route, explanation), answer(FlagForm.STAGE, route, explanation));
    }

    FlagAnswer answer(FlagForm form, RouteRules route, Explanation explanation) {
        Decision decision = explanation.decision();
        String key = form.flagKey(decision.route());
        if (decision.reason() == Reason.ERROR) {
            return new FlagAnswer.Failed(key, ErrorCode.GENERAL, "The rules of this flag could not be evaluated.");
        }
        // The stage itself is always told: a default in the caller's code could lie outside the rollout and lose
        // writes.
        if (form == FlagForm.SIDE && route.leavesSideOpen(decision)) {
            return undecided(key, route);
        }
        Stage stage = decision.stage();
        return new FlagAnswer.Evaluated(
                key, form.value(stage), reason(decision.reason()), form.variant(stage), metadata(route, explanation));
    }

    private static FlagAnswer.Failed undecided(String key, RouteRules route) {
        boolean byTargetingKey = route.bucketBy().equals(Context.TARGETING_KEY);
        return new FlagAnswer.Failed(
                key,
                byTargetingKey ? ErrorCode.TARGETING_KEY_MISSING : ErrorCode.INVALID_CONTEXT,
                "The flag is being rolled out by '" + route.bucketBy() + "', which the context does not have.");
    }

    /** This protocol has fewer words than OpenFeature: a route that this release does not understand is answered by the rules before. */
    private static String reason(Reason reason) {
        return reason == Reason.STALE ? "UNKNOWN" : reason.openFeature();
    }

    private Map<String, Object> metadata(RouteRules route, Explanation explanation) {
        Decision decision = explanation.decision();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("stage", decision.stage().key());
        metadata.put("side", decision.side().key());
        if (decision.cohort() != null) {
            metadata.put("cohort", decision.cohort());
        }
        if (explanation.bucket() != Explanation.NO_BUCKET) {
            metadata.put("bucket", explanation.bucket());
        }
        mark(metadata, "keyMissing", decision.keyMissing());
        mark(metadata, "rollback", decision.reason() == Reason.ROLLBACK);
        mark(metadata, "stale", decision.reason() == Reason.STALE);
        mark(metadata, "notStarted", decision.reason() == Reason.DISABLED);
        metadata.put("flagSetId", setId(rules));
        // Of the flag, not of the set: otherwise each change would make a client believe that every flag has changed.
        if (route.since() > 0) {
            metadata.put("revision", route.since());
            metadata.put("version", version(rules, route.since()));
        }
        return metadata;
    }

    private static void mark(Map<String, Object> metadata, String name, boolean holds) {
        if (holds) {
            metadata.put(name, true);
        }
    }
}
