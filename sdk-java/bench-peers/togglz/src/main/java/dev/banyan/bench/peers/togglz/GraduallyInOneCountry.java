package dev.banyan.bench.peers.togglz;

import dev.banyan.bench.peers.Workload;
import org.togglz.core.activation.GradualActivationStrategy;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.user.FeatureUser;

/** The gradual strategy for users with an attribute. */
final class GraduallyInOneCountry extends GradualActivationStrategy {
    static final String ID = "gradually-in-one-country";
    static final String PARAM_COUNTRY = "country";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public boolean isActive(FeatureState state, FeatureUser user) {
        return user != null
                && state.getParameter(PARAM_COUNTRY).equals(user.getAttribute(Workload.ATTRIBUTE))
                && super.isActive(state, user);
    }
}
