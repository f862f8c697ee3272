package dev.banyan.sdk.openfeature;

import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.BanyanBuilder;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.TrackingEventDetails;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.FatalError;
import dev.openfeature.sdk.exceptions.ProviderNotReadyError;
import java.time.Duration;
import java.util.Objects;

/**
 * Banyan as a provider of OpenFeature: decides in-process, and tells OpenFeature how the client stands.
 *
 * <pre>{@code
 * OpenFeatureAPI.getInstance().setProviderAndWait(new BanyanProvider(
 *         Banyan.builder().url("https://banyan.example").sdkKey(key).application("shop")));
 * boolean isNew = OpenFeatureAPI.getInstance()
 *         .getClient()
 *         .getBooleanValue("orders.get", false, new ImmutableContext("customer-42"));
 * }</pre>
 *
 * <p>The flag {@code orders.get} is a boolean, true when the new side is authoritative; {@code orders.get:stage} is a string, the
 * stage. Thread-safe. Make one, and a new one after a shutdown.
 */
public final class BanyanProvider extends EventProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Condition condition = new Condition(this::emit, BanyanProvider::startTeller);
    private final Duration patience;
    private final Banyan client;

    /** As {@link #BanyanProvider(BanyanBuilder, Duration)}, with 2 s. */
    public BanyanProvider(BanyanBuilder builder) {
        this(builder, PATIENCE);
    }

    /**
     * Starts a client, which connects in the background and is closed by {@link #shutdown()}.
     *
     * @param builder the client's knobs; gets a listener, so do not use it for another client
     * @param patience how long the initialisation waits for the control plane; zero or less does not wait
     * @throws IllegalArgumentException as {@link BanyanBuilder#build()}
     */
    public BanyanProvider(BanyanBuilder builder, Duration patience) {
        this.patience = Objects.requireNonNull(patience, "patience");
        this.client = builder.listener(condition).build();
    }

    /** The client within, for what OpenFeature has no words for: outcomes, pins, migrations. */
    public Banyan client() {
        return client;
    }

    @Override
    public Metadata getMetadata() {
        return () -> "Banyan";
    }

    /**
     * Waits for the rules, and is content with those of an earlier run or of the bootstrap resource when the control plane is away.
     *
     * @throws ProviderNotReadyError when there are none at all; the client goes on trying, and OpenFeature hears of it
     * @throws FatalError when the provider was shut down before
     */
    @Override
    public void initialize(EvaluationContext global) {
        client.awaitReady(patience);
        switch (condition.initialised(client::status)) {
            case FATAL:
                throw new FatalError("The provider was shut down: make a new one.");
            case ERROR:
                throw new ProviderNotReadyError("No rules yet, and none from an earlier run: " + client.status());
            default:
        }
    }

    @Override
    public void shutdown() {
        condition.silence();
        client.close();
        super.shutdown();
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean fallback, EvaluationContext context) {
        return evaluate(key, Boolean.class, fallback, context);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String fallback, EvaluationContext context) {
        return evaluate(key, String.class, fallback, context);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer fallback, EvaluationContext context) {
        return evaluate(key, Integer.class, fallback, context);
    }

    @Override
    public ProviderEvaluation<Long> getLongEvaluation(String key, Long fallback, EvaluationContext context) {
        return evaluate(key, Long.class, fallback, context);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double fallback, EvaluationContext context) {
        return evaluate(key, Double.class, fallback, context);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value fallback, EvaluationContext context) {
        return evaluate(key, Value.class, fallback, context);
    }

    /** Does nothing: Banyan counts outcomes with the call that they belong to, see {@link #client()}. */
    @Override
    public void track(String event, EvaluationContext context, TrackingEventDetails details) {}

    private static void startTeller(Runnable work) {
        Thread thread = new Thread(work, "banyan-openfeature");
        thread.setDaemon(true);
        thread.start();
    }

    private <T> ProviderEvaluation<T> evaluate(String key, Class<T> type, T fallback, EvaluationContext context) {
        condition.settle();
        try {
            return new Evaluation(client, ContextMapper.map(context)).of(key == null ? "" : key, type);
        } catch (Refusal refusal) {
            return ProviderEvaluation.<T>builder()
                    .value(fallback)
                    .reason(Reason.ERROR.toString())
                    .errorCode(refusal.code())
                    .errorMessage(refusal.getMessage())
                    .build();
        }
    }
}
