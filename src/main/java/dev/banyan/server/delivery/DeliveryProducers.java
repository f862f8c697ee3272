package dev.banyan.server.delivery;

import dev.banyan.server.delivery.instance.KeyInstances;
import dev.banyan.server.delivery.kit.DeliveryConfig;
import dev.banyan.server.delivery.kit.DeliveryMetrics;
import dev.banyan.server.delivery.stream.Admission;
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
