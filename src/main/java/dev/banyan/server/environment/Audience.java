package dev.banyan.server.environment;

import java.util.List;
import java.util.Set;

/** Who listens to an environment, as far as those who make changes have to know. Implemented by delivery, which knows the instances. */
public interface Audience {

    /**
     * Those that are there now and lack one of the abilities.
     *
     * @param needed in the words of {@link dev.banyan.wire.Abilities}
     */
    List<Lagging> lacking(EnvironmentScope scope, Set<String> needed);
}
