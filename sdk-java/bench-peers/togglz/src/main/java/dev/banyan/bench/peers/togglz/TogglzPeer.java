package dev.banyan.bench.peers.togglz;

import dev.banyan.bench.peers.Peer;
import dev.banyan.bench.peers.Person;
import dev.banyan.bench.peers.Workload;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.togglz.core.Feature;
import org.togglz.core.activation.GradualActivationStrategy;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.manager.PropertyFeatureProvider;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.user.FeatureUser;
import org.togglz.core.user.SimpleFeatureUser;
import org.togglz.core.user.thread.ThreadLocalUserProvider;
import org.togglz.core.util.NamedFeature;

/**
 * Togglz with its fastest repository, the one in memory, filled from a file of features. A feature has one strategy, and none that
 * comes along asks for an attribute, so its gradual one gets a condition here, as its users have to write it.
 */
public final class TogglzPeer implements Peer<FeatureUser> {
    private final Feature feature = new NamedFeature(Workload.FLAG);
    private FeatureManager manager;

    @Override
    public void write(Workload workload, Path directory) throws IOException {
        Properties features = new Properties();
        workload.keys().forEach(key -> features.setProperty(key, key + ";true"));
        try (Writer out = Files.newBufferedWriter(file(directory))) {
            features.store(out, null);
        }
    }

    @Override
    public void start(Path directory) throws IOException {
        Properties features = new Properties();
        try (Reader in = Files.newBufferedReader(file(directory))) {
            features.load(in);
        }
        InMemoryStateRepository states = new InMemoryStateRepository();
        features.stringPropertyNames().forEach(key -> states.setFeatureState(state(key)));
        manager = FeatureManagerBuilder.begin()
                .featureProvider(new PropertyFeatureProvider(features))
                .stateRepository(states)
                .userProvider(new ThreadLocalUserProvider())
                .activationStrategy(new GraduallyInOneCountry())
                .build();
    }

    @Override
    public FeatureUser caller(Person person) {
        return new SimpleFeatureUser(person.key()).setAttribute(Workload.ATTRIBUTE, person.country());
    }

    /** Togglz takes the user from a provider; to bind and release one is part of asking for another one. */
    @Override
    public boolean isOn(FeatureUser caller) {
        ThreadLocalUserProvider.bind(caller);
        try {
            return manager.isActive(feature);
        } finally {
            ThreadLocalUserProvider.release();
        }
    }

    @Override
    public void close() {
        // It holds nothing.
    }

    private static Path file(Path directory) {
        return directory.resolve("features.properties");
    }

    private static FeatureState state(String key) {
        return new FeatureState(new NamedFeature(key), true)
                .setStrategyId(GraduallyInOneCountry.ID)
                .setParameter(GraduallyInOneCountry.PARAM_COUNTRY, Workload.COUNTRY)
                .setParameter(GradualActivationStrategy.PARAM_PERCENTAGE, Integer.toString(Workload.PERCENT));
    }
}
