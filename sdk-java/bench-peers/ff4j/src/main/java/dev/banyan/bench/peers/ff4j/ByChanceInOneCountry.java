package dev.banyan.bench.peers.ff4j;

import dev.banyan.bench.peers.Workload;
import java.util.Map;
import org.ff4j.core.FeatureStore;
import org.ff4j.core.FlippingExecutionContext;
import org.ff4j.strategy.PonderationStrategy;

/** The strategy with a weight for callers with an attribute. */
public final class ByChanceInOneCountry extends PonderationStrategy {
    private static final long serialVersionUID = 1;

    private String country;

    @Override
    public void init(String feature, Map<String, String> parameters) {
        super.init(feature, parameters);
        country = parameters.get("country");
    }

    @Override
    public boolean evaluate(String feature, FeatureStore store, FlippingExecutionContext caller) {
        return country.equals(caller.getValue(Workload.ATTRIBUTE, false)) && super.evaluate(feature, store, caller);
    }
}
