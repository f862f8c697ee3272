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

/** The flags of a client as one context sees them; the same answers as the server gives over OFREP. */
final class Evaluation {
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
                .reason(detail.decision().reason().name())
                .flagMetadata(metadata(detail, rules))
                .build();
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
                .addLong("revision", decision.revision())
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
        // Between decision and rules a change may have come: what would not belong together is left out.
        if (rules != null && rules.revision() == decision.revision()) {
            metadata.addString("flagSetId", setId(rules)).addString("version", rules.epoch() + "-" + rules.revision());
        }
        return metadata.build();
    }

    private static String setId(Ruleset rules) {
        return rules.project() + "/" + rules.environment();
    }
}
