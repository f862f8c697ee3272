package dev.banyan.sdk.opentelemetry;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Pins;
import dev.banyan.sdk.RouteHandle;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.LoggerBuilder;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;
import java.util.Objects;

/**
 * Decides as {@link RouteHandle} does, and tells OpenTelemetry: each decision is an event {@code feature_flag.evaluation} with the
 * attributes of the semantic conventions 1.40 and later, and the same attributes on the current span. Follows pins that came in the
 * current baggage, and puts decisions there for the next services.
 *
 * <pre>{@code
 * Decision decision = telemetry.decide(orders, context);
 * try (Scope pinned = telemetry.pinning(decision).makeCurrent()) {
 *     return decision.isNew() ? newOrders.get() : legacyOrders.get();
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe. No method throws. Unlike a bare decision, this one allocates; use it where one event per request is
 * wanted.
 */
public final class BanyanTelemetry {
    private static final String SCOPE = "dev.banyan.sdk";
    private static final String EVENT = "feature_flag.evaluation";
    private static final AttributeKey<String> KEY = AttributeKey.stringKey("feature_flag.key");
    private static final AttributeKey<String> VARIANT = AttributeKey.stringKey("feature_flag.result.variant");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("feature_flag.result.reason");
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("feature_flag.provider.name");
    private static final AttributeKey<String> SET = AttributeKey.stringKey("feature_flag.set.id");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("feature_flag.version");
    private static final AttributeKey<String> CONTEXT = AttributeKey.stringKey("feature_flag.context.id");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> STAGE = AttributeKey.stringKey("banyan.stage");
    private static final AttributeKey<String> OUR_REASON = AttributeKey.stringKey("banyan.reason");

    private final Banyan banyan;
    private final Logger events;
    private final boolean spans;
    private final boolean contextIds;

    private BanyanTelemetry(Banyan banyan, Logger events, boolean spans, boolean contextIds) {
        this.banyan = banyan;
        this.events = events;
        this.spans = spans;
        this.contextIds = contextIds;
    }

    /** For decisions of this client, told to this OpenTelemetry; both remain the caller's to close. */
    public static BanyanTelemetry of(Banyan banyan, OpenTelemetry openTelemetry) {
        Objects.requireNonNull(banyan, "banyan");
        LoggerBuilder events = openTelemetry.getLogsBridge().loggerBuilder(SCOPE);
        String version = ModuleVersion.read();
        if (version != null) {
            events.setInstrumentationVersion(version);
        }
        return new BanyanTelemetry(banyan, events.build(), true, false);
    }

    /** Leaves spans as they are; only events are sent. */
    public BanyanTelemetry withoutSpanAttributes() {
        return new BanyanTelemetry(banyan, events, false, contextIds);
    }

    /** Adds the targeting key as {@code feature_flag.context.id}. It is personal data, mostly: nobody gets it unasked. */
    public BanyanTelemetry withContextIds() {
        return new BanyanTelemetry(banyan, events, spans, true);
    }

    /** Decides for a context, following the pins of the current baggage, and tells of it. */
    public Decision decide(RouteHandle route, Context context) {
        return decide(route, context, pins());
    }

    /** Decides for a context, following the given pins, and tells of it. */
    public Decision decide(RouteHandle route, Context context, Pins pins) {
        Decision decision = route.decide(context, pins);
        tell(decision, context);
        return decision;
    }

    /** Tells of a decision that was made elsewhere, by the servlet filter for instance. */
    public void tell(Decision decision, Context context) {
        try {
            Attributes attributes = attributes(decision, context);
            events.logRecordBuilder()
                    .setEventName(EVENT)
                    .setAllAttributes(attributes)
                    .emit();
            if (spans) {
                Span.current().setAllAttributes(attributes);
            }
        } catch (RuntimeException | LinkageError unexpected) {
            // A decision that nobody hears of is still a decision.
        }
    }

    /** What the current baggage pins. */
    public Pins pins() {
        try {
            return banyan.accept(Baggage.current().getEntryValue(Pins.BAGGAGE));
        } catch (RuntimeException | LinkageError unexpected) {
            return banyan.accept(null);
        }
    }

    /** The current OpenTelemetry context with a decision added to the pins in its baggage; to be made current for calls that follow. */
    public io.opentelemetry.context.Context pinning(Decision decision) {
        return pinning(pins().with(decision));
    }

    /** The current OpenTelemetry context with these pins in its baggage, in place of those that were there. */
    public io.opentelemetry.context.Context pinning(Pins pins) {
        io.opentelemetry.context.Context current = io.opentelemetry.context.Context.current();
        String header = pins == null ? "" : pins.toHeader();
        return header.isEmpty()
                ? current
                : Baggage.fromContext(current).toBuilder()
                        .put(Pins.BAGGAGE, header)
                        .build()
                        .storeInContext(current);
    }

    private Attributes attributes(Decision decision, Context context) {
        AttributesBuilder all = Attributes.builder();
        all.put(KEY, decision.route());
        all.put(VARIANT, decision.side().key());
        all.put(PROVIDER, "Banyan");
        all.put(STAGE, decision.stage().key());
        if (contextIds && context != null && context.targetingKey() != null) {
            all.put(CONTEXT, context.targetingKey());
        }
        Ruleset rules = banyan.ruleset().orElse(null);
        putReason(all, decision, rules);
        if (rules != null) {
            all.put(SET, rules.project() + "/" + rules.environment());
        }
        // Between decision and rules a change may have come.
        if (rules != null && rules.revision() == decision.revision()) {
            all.put(VERSION, rules.epoch() + "-" + rules.revision());
        }
        return all.build();
    }

    private static void putReason(AttributesBuilder all, Decision decision, Ruleset rules) {
        RouteRules route = rules == null ? null : rules.route(decision.route());
        boolean noneMatched = route != null && route.noneMatched(decision);
        all.put(REASON, noneMatched ? "default" : word(decision.reason().openFeature()));
        all.put(OUR_REASON, word(decision.reason().name()));
        if (decision.reason() == Reason.ERROR) {
            all.put(ERROR, "general");
        } else if (decision.reason() == Reason.DEFAULT) {
            // By the decision, not by what there is now: rules may have come between the two.
            all.put(ERROR, decision.revision() == 0 ? "provider_not_ready" : "flag_not_found");
        }
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
