package dev.banyan.server.delivery;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Makes the objects that are rules alone, and know no container. */
class DeliveryProducers {

    @Produces
    @Singleton
    Admission admission(DeliveryConfig config, DeliveryMetrics metrics, SecureRandom random) {
        Admission admission = new Admission(config, metrics, random, System::nanoTime);
        metrics.streamsOpen(admission::streams);
        return admission;
    }

    @Produces
    @Singleton
    KeyInstances instances(DeliveryConfig config) {
        return new KeyInstances(config.maxInstancesPerKey(), config.instancesKept(), System::nanoTime);
    }
}
