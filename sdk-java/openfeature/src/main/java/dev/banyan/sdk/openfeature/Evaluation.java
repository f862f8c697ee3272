package dev.banyan.sdk.openfeature;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Explanation;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.DecisionDetail;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.ProviderEvaluation;
import java.util.Map;

/** The flags of a client as one context sees them; the same answers as the server gives over OFREP. */
final class Evaluation {
    private static final Map<Reason, String> MARKS = Map.of(
            Reason.ROLLBACK, "rollback",
            Reason.DISABLED, "notStarted",
            Reason.OVERRIDE, "override",
            Reason.BREAKER, "breaker");

    private final Banyan client;
    private final Context context;

    Evaluation(Banyan client, Context context) {
        this.client = client;
        this.context = context;
    }

    <T> ProviderEvaluation<T> of(String flagKey, Class<T> type) throws Refusal {
        FlagForm form = FlagForm.of(flagKey);
        DecisionDetail detail = client.route(form.routeKey(flagKey)).explain(context);
        Ruleset rules = client.ruleset().orElse(null);
        requireDecision(flagKey, form, detail.decision(), rules);
        if (form.type() != type) {
            throw new Refusal(
                    ErrorCode.TYPE_MISMATCH,
                    "The flag '" + flagKey + "' is a " + form.type().getSimpleName() + ", not a " + type.getSimpleName()
                            + ".");
        }
        return ProviderEvaluation.<T>builder()
                .value(type.cast(form.value(detail.decision().stage())))
                .variant(form.variant(detail.decision().stage()))
                .reason(reason(detail.decision(), rules))
                .flagMetadata(metadata(detail, rules))
                .build();
    }

    /** {@code DEFAULT}: the conditions were asked in vain, so that the value is the one of all others. OFREP has no such word. */
    private static String reason(Decision decision, Ruleset rules) {
        RouteRules route = rules == null ? null : rules.route(decision.route());
        return route != null && route.noneMatched(decision)
                ? dev.openfeature.sdk.Reason.DEFAULT.name()
                : decision.reason().openFeature();
    }

    private void requireDecision(String flagKey, FlagForm form, Decision decision, Ruleset rules) throws Refusal {
        if (decision.reason() == Reason.DEFAULT) {
            throw rules == null
                    ? new Refusal(ErrorCode.PROVIDER_NOT_READY, "There are no rules yet.")
                    : new Refusal(
                            ErrorCode.FLAG_NOT_FOUND,
                            "The environment " + setId(rules) + " has no flag '" + flagKey + "'.");
        }
        if (decision.reason() == Reason.ERROR) {
            throw new Refusal(ErrorCode.GENERAL, "The rules of the flag '" + flagKey + "' could not be evaluated.");
        }
        RouteRules route = rules == null ? null : rules.route(decision.route());
        // The stage itself is always told: a default in the caller's code could lie outside the rollout and lose
        // writes.
        if (form == FlagForm.SIDE && route != null && route.leavesSideOpen(decision)) {
            throw new Refusal(
                    route.bucketBy().equals(Context.TARGETING_KEY)
                            ? ErrorCode.TARGETING_KEY_MISSING
                            : ErrorCode.INVALID_CONTEXT,
                    "The flag is being rolled out by '" + route.bucketBy() + "', which the context does not have.");
        }
    }

    private static ImmutableMetadata metadata(DecisionDetail detail, Ruleset rules) {
        Decision decision = detail.decision();
        ImmutableMetadata.ImmutableMetadataBuilder metadata = ImmutableMetadata.builder()
                .addString("stage", decision.stage().key())
                .addString("side", decision.side().key())
                .addString("source", detail.source().name());
        if (decision.cohort() != null) {
            metadata.addString("cohort", decision.cohort());
        }
        if (detail.bucket() != Explanation.NO_BUCKET) {
            metadata.addInteger("bucket", detail.bucket());
        }
        if (decision.keyMissing()) {
            metadata.addBoolean("keyMissing", true);
        }
        addMark(metadata, decision.reason());
        addOrigin(metadata, decision, rules);
        return metadata.build();
    }

    /** What Banyan has a word for and OpenFeature has none. */
    private static void addMark(ImmutableMetadata.ImmutableMetadataBuilder metadata, Reason reason) {
        String mark = MARKS.get(reason);
        if (mark != null) {
            metadata.addBoolean(mark, true);
        }
    }

    /** Between decision and rules a change may have come: what would not belong together is left out. */
    private static void addOrigin(
            ImmutableMetadata.ImmutableMetadataBuilder metadata, Decision decision, Ruleset rules) {
        if (rules == null || rules.revision() != decision.revision()) {
            return;
        }
        metadata.addString("flagSetId", setId(rules));
        RouteRules route = rules.route(decision.route());
        if (route != null && route.since() > 0) {
            metadata.addLong("revision", route.since()).addString("version", rules.epoch() + "-" + route.since());
        }
    }

    private static String setId(Ruleset rules) {
        return rules.project() + "/" + rules.environment();
    }
}
